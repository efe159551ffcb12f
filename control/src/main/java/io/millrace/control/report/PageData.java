package io.millrace.control.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.millrace.domain.report.RoundTrip;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the page's script draws, as JSON that no HTML parser can mistake for markup. */
final class PageData {

    private PageData() {}

    static String of(RunReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setCharacterEscapes(new NoMarkup());
            json.writeStartObject();
            json.writeStringField("currency", report.heading().currency());

            equity(json, report);
            trades(json, report);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void equity(JsonGenerator json, RunReport report) throws IOException {
        EquityPlot plot = EquityPlot.of(report.results().equity(), EquityPlot.LIMIT);
        MarketTime time = new MarketTime(report.heading().zone());
        json.writeNumberField("deepest", plot.deepest());
        column(json, "at", plot, point -> time.localMillis(point.atMillis()));
        column(json, "equity", plot, point -> Math.rint(point.equity() * 100) / 100);
        column(json, "drawdown", plot, point -> Math.rint(point.drawdown() * 1e6) / 1e4);
        if (!plot.points().isEmpty()) {
            OpenTimeAxis axis = axis(report, plot.points());
            column(json, "x", plot, point -> axis.at(point.atMillis()));
            json.writeArrayFieldStart("sessions");
            for (OpenTimeAxis.Stretch session : axis.stretches()) {
                json.writeStartArray();
                json.writeNumber(time.localMillis(session.openMillis()));
                json.writeNumber(session.from());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
    }

    private static OpenTimeAxis axis(RunReport report, List<EquityPlot.Point> points) {
        return new OpenTimeAxis(
                report.results().calendar(),
                points.get(0).atMillis(),
                points.get(points.size() - 1).atMillis());
    }

    private static void column(
            JsonGenerator json,
            String name,
            EquityPlot plot,
            ToDoubleFunction<EquityPlot.Point> value)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (EquityPlot.Point point : plot.points()) {
            number(json, value.applyAsDouble(point));
        }
        json.writeEndArray();
    }

    /** Whole numbers without a fraction: instants are most of the file. */
    private static void number(JsonGenerator json, double value) throws IOException {
        long whole = (long) value;
        if (whole == value) {
            json.writeNumber(whole);
        } else {
            json.writeNumber(value);
        }
    }

    private static void trades(JsonGenerator json, RunReport report) throws IOException {
        TradesSection section = new TradesSection(report);
        json.writeNumberField("page", TradesSection.PAGE);
        json.writeArrayFieldStart("trades");
        for (RoundTrip trip : section.shown()) {
            json.writeStartObject();
            json.writeArrayFieldStart("cells");
            for (TradesSection.Column column : section.columns()) {
                json.writeString(column.text().apply(trip));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("keys");
            for (TradesSection.Column column : section.columns()) {
                key(json, column.key(), trip);
            }
            json.writeEndArray();
            json.writeNumberField("sign", trip.profit().signum());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void key(
            JsonGenerator json, @Nullable ToDoubleFunction<RoundTrip> key, RoundTrip trip)
            throws IOException {
        if (key == null) {
            json.writeNull();
        } else {
            number(json, key.applyAsDouble(trip));
        }
    }

    /** Writes the characters that begin markup, and the line ends of ECMAScript, as numbers. */
    private static final class NoMarkup extends CharacterEscapes {

        private static final char LINE_SEPARATOR = '\u2028';
        private static final char PARAGRAPH_SEPARATOR = '\u2029';

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        NoMarkup() {
            for (char c : new char[] {'<', '>', '&', '\''}) {
                ascii[c] = CharacterEscapes.ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            return switch (ch) {
                case LINE_SEPARATOR -> new SerializedString("\\u2028");
                case PARAGRAPH_SEPARATOR -> new SerializedString("\\u2029");
                default -> null;
            };
        }
    }
}
