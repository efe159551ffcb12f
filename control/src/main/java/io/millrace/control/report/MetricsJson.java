package io.millrace.control.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.report.DecisionFunnel;
import io.millrace.domain.report.Statistic;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code metrics.json}: every statistic by its name in a fixed order, null where it is absent, then
 * the counts of the run. The same run gives the same bytes.
 */
public final class MetricsJson {

    private MetricsJson() {}

    /** Writes {@code metrics.json}. */
    public static void write(RunReport report, Path file) throws IOException {
        Files.writeString(file, json(report), StandardCharsets.UTF_8);
    }

    /** The file as text. */
    public static String json(RunReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer());
            json.writeStartObject();
            statistics(json, report.results());
            counts(json, report);
            byCode(json, "held_by", report.results().funnel().heldBy());
            byCode(json, "rejections", report.results().funnel().rejections());
            byCode(json, "dead_letters", report.quality().deadLetters());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    /** Lines end in a line feed on every machine. */
    private static DefaultPrettyPrinter printer() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return printer;
    }

    private static void statistics(JsonGenerator json, RunResults results) throws IOException {
        for (Statistic statistic : Statistic.values()) {
            Double value = results.value(statistic);
            if (value == null) {
                json.writeNullField(statistic.label());
            } else if (isWhole(statistic)) {
                json.writeNumberField(statistic.label(), Math.round(value));
            } else {
                json.writeNumberField(statistic.label(), value);
            }
        }
    }

    private static boolean isWhole(Statistic statistic) {
        return statistic.unit() == Statistic.Unit.COUNT;
    }

    private static void counts(JsonGenerator json, RunReport report) throws IOException {
        DecisionFunnel funnel = report.results().funnel();
        json.writeObjectFieldStart("counts");
        json.writeNumberField("rows", report.quality().rows());
        json.writeNumberField("dead_letters", report.quality().refused());
        json.writeNumberField("late_trades", report.quality().lateTrades());
        json.writeNumberField("bars", funnel.bars());
        json.writeNumberField("decisions", funnel.decisions());
        json.writeNumberField("decisions_without_model", funnel.withoutModel());
        json.writeNumberField("buy", funnel.actions(Action.BUY));
        json.writeNumberField("sell", funnel.actions(Action.SELL));
        json.writeNumberField("hold", funnel.actions(Action.HOLD));
        json.writeNumberField("approved", funnel.approved());
        json.writeNumberField("resized", funnel.resized());
        json.writeNumberField("rejected", funnel.rejected());
        json.writeNumberField("orders", funnel.orders());
        json.writeNumberField("fills", funnel.fills());
        json.writeNumberField("open_positions", report.results().trips().open().size());
        json.writeEndObject();
    }

    private static <E extends Enum<E>> void byCode(
            JsonGenerator json, String name, Map<E, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<E, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey().name(), count.getValue());
        }
        json.writeEndObject();
    }
}
