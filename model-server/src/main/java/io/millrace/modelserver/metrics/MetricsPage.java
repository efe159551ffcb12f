package io.millrace.modelserver.metrics;

import io.millrace.modelserver.metrics.ModelCounters.Failure;
import io.millrace.modelserver.metrics.ModelCounters.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.ToLongFunction;

/** The counters under Triton's names, as Prometheus reads them. */
public final class MetricsPage {

    private record Family(String name, String meaning, ToLongFunction<Reading> value) {}

    private static final List<Family> FAMILIES =
            List.of(
                    new Family(
                            "nv_inference_request_success",
                            "Number of successful inference requests",
                            Reading::requests),
                    new Family(
                            "nv_inference_count",
                            "Number of inferences performed (rows)",
                            Reading::inferences),
                    new Family(
                            "nv_inference_exec_count",
                            "Number of model executions performed (runs)",
                            Reading::executions),
                    micros("request", read -> read.durations().request()),
                    micros("queue", read -> read.durations().queue()),
                    micros("compute_input", read -> read.durations().input()),
                    micros("compute_infer", read -> read.durations().infer()),
                    micros("compute_output", read -> read.durations().output()));

    private MetricsPage() {}

    /** A version that serves now, with the requests that wait for it. */
    public record Pending(String model, String version, int requests, String device) {}

    /** The page for counters by model and version. */
    public static String of(
            NavigableMap<String, NavigableMap<String, ModelCounters>> counters,
            List<Pending> serving) {
        List<Row> rows = new ArrayList<>();
        counters.forEach(
                (model, versions) ->
                        versions.forEach(
                                (version, one) ->
                                        rows.add(new Row(labels(model, version), one.read()))));
        StringBuilder page = new StringBuilder();
        for (Family family : FAMILIES) {
            head(page, family.name(), family.meaning(), "counter");
            for (Row row : rows) {
                line(page, family.name(), row.labels(), family.value().applyAsLong(row.reading()));
            }
        }
        failures(page, rows);
        head(
                page,
                "nv_inference_pending_request_count",
                "Requests that wait for a run, by model and version",
                "gauge");
        for (Pending one : serving) {
            line(
                    page,
                    "nv_inference_pending_request_count",
                    labels(one.model(), one.version()),
                    one.requests());
        }
        head(page, "millrace_model_serving", "Versions that serve, and on which device", "gauge");
        for (Pending one : serving) {
            line(
                    page,
                    "millrace_model_serving",
                    labels(one.model(), one.version()) + ",device=\"" + one.device() + "\"",
                    1);
        }
        return page.toString();
    }

    private static void failures(StringBuilder page, List<Row> rows) {
        String name = "nv_inference_request_failure";
        head(page, name, "Number of failed inference requests, by reason", "counter");
        for (Row row : rows) {
            for (Map.Entry<Failure, Long> why : row.reading().failures().entrySet()) {
                line(page, name, row.labels() + ",reason=\"" + why.getKey() + "\"", why.getValue());
            }
        }
    }

    private record Row(String labels, Reading reading) {}

    private static Family micros(String stage, ToLongFunction<Reading> nanos) {
        return new Family(
                "nv_inference_" + stage + "_duration_us",
                "Cumulative duration of "
                        + stage.replace('_', ' ').toLowerCase(Locale.ROOT)
                        + " in microseconds, summed over requests",
                read -> nanos.applyAsLong(read) / 1000);
    }

    private static void head(StringBuilder page, String name, String meaning, String type) {
        page.append("# HELP ").append(name).append(' ').append(meaning).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder page, String name, String labels, long value) {
        page.append(name).append('{').append(labels).append("} ").append(value).append('\n');
    }

    private static String labels(String model, String version) {
        return "model=\"" + escaped(model) + "\",version=\"" + escaped(version) + "\"";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
