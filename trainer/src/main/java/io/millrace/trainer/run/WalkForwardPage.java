package io.millrace.trainer.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.domain.model.GateReading;
import io.millrace.domain.model.ModelDefinition;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report of a walk forward: one HTML file with everything in it, the same for the same run. */
final class WalkForwardPage {

    private static final String LIBRARY =
            "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    private WalkForwardPage() {}

    static String html(RunSummary run, ModelDefinition model) {
        String page =
                resource("/walkforward/report.html")
                        .replace("{{title}}", "Walk forward " + run.run())
                        .replace("{{style}}", resource("/walkforward/report.css"))
                        .replace("{{verdict}}", verdict(run))
                        .replace("{{learners}}", learners(run.learners()))
                        .replace("{{gates}}", gates(run.model()))
                        .replace("{{folds}}", folds(run.folds()))
                        .replace("{{facts}}", facts(run));
        // last, and the data at the very end: nothing in them is ever taken for a placeholder
        return page.replace("{{library}}", resource(LIBRARY).replace("</script", "<\\/script"))
                .replace("{{script}}", resource("/walkforward/report.js"))
                .replace("{{data}}", data(run, model));
    }

    private static String verdict(RunSummary run) {
        StringBuilder html = new StringBuilder();
        run.verdict().forEach(one -> html.append("<p>").append(escaped(one)).append("</p>\n"));
        return html.toString();
    }

    private static String learners(List<LearnerSummary> learners) {
        StringBuilder html = new StringBuilder();
        for (LearnerSummary one : learners) {
            row(
                    html,
                    one.learner(),
                    number("%.5g", one.pinball()),
                    number("%.1f %%", 100 * one.coverage()),
                    number("%.1f %%", 100 * one.hitRate()),
                    String.valueOf(one.trades()),
                    number("%.1f %%", 100 * one.winRate()),
                    number("%.2f", one.sharpe()),
                    number("%.3f %%", 100 * one.totalReturn()));
        }
        return html.toString();
    }

    private static String gates(LearnerSummary model) {
        StringBuilder html = new StringBuilder();
        for (GateReading gate : model.gates()) {
            row(
                    html,
                    gate.name(),
                    gate.passed() ? "passed" : "refused",
                    gate.actual(),
                    gate.expected());
        }
        return html.toString();
    }

    private static String folds(List<FoldResult> folds) {
        StringBuilder html = new StringBuilder();
        for (FoldResult fold : folds) {
            row(
                    html,
                    "fold " + fold.fold() + ", " + fold.learner(),
                    String.valueOf(fold.span().training()),
                    String.valueOf(fold.span().test()),
                    String.valueOf(fold.span().purged()),
                    number("%.5g", fold.scores().pinball()),
                    number("%.1f %%", 100 * fold.scores().coverage()),
                    String.valueOf(fold.trades().trades()),
                    number("%.3f %%", 100 * fold.trades().total()));
        }
        return html.toString();
    }

    private static String facts(RunSummary run) {
        StringBuilder html = new StringBuilder();
        run.counts().forEach((name, count) -> row(html, name, String.valueOf(count)));
        run.identity().forEach((name, fact) -> row(html, name, fact));
        return html.toString();
    }

    private static void row(StringBuilder html, String head, String... cells) {
        html.append("<tr><th scope=\"row\">").append(escaped(head)).append("</th>");
        for (String cell : cells) {
            html.append("<td>").append(escaped(cell)).append("</td>");
        }
        html.append("</tr>\n");
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "unknown";
    }

    private static String data(RunSummary run, ModelDefinition model) {
        LearnerSummary last = run.model();
        List<FoldResult> own = run.folds(last.learner());
        // in a fixed order: the same run has the same bytes
        Map<String, Object> data = new TreeMap<>();
        data.put("model", last.learner());
        data.put("horizon", model.horizons().get(0));
        data.put("quantiles", model.quantiles());
        data.put("calibration", run.learners().stream().map(Calibration::of).toList());
        data.put("importance", last.importance());
        data.put("fans", own.stream().map(FoldResult::fan).toList());
        try {
            return new ObjectMapper().writeValueAsString(data).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Calibration(String learner, List<Double> below) {

        static Calibration of(LearnerSummary summary) {
            return new Calibration(summary.learner(), summary.below());
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream in = WalkForwardPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("class path resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
