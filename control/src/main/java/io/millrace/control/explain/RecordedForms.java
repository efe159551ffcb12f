package io.millrace.control.explain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.RuleReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Votes and readings, read back from the cells of result files and from JSON. */
final class RecordedForms {

    /** Reads what the audit's canonical JSON and the tables' columns hold. */
    static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(
                            new SimpleModule()
                                    .addDeserializer(ReturnWindow.class, new WindowReader()));

    private RecordedForms() {}

    static List<Vote> votes(String cell) {
        return parts(
                cell,
                vote -> {
                    String[] named = vote.split(":", 2);
                    String[] numbers = named[1].split("\\*", -1);
                    return new Vote(
                            AlphaName.valueOf(named[0]),
                            Direction.valueOf(numbers[0]),
                            Double.parseDouble(numbers[1]),
                            Double.parseDouble(numbers[2]));
                });
    }

    static List<GateReading> gates(String cell) {
        return parts(
                cell,
                gate -> {
                    String[] named = gate.substring(gate.startsWith("!") ? 1 : 0).split(":", 2);
                    int slash = named[1].lastIndexOf('/');
                    String actual = named[1].substring(0, slash);
                    return new GateReading(
                            Gate.valueOf(named[0]),
                            actual.equals("unknown") ? null : Double.valueOf(actual),
                            Double.parseDouble(named[1].substring(slash + 1)),
                            !gate.startsWith("!"));
                });
    }

    static List<RuleReading> rules(String cell) {
        return parts(
                cell,
                rule -> {
                    String[] named = rule.substring(rule.startsWith("!") ? 1 : 0).split(":", 2);
                    int slash = named[1].lastIndexOf('/');
                    return new RuleReading(
                            DenialCode.valueOf(named[0]),
                            named[1].substring(0, slash),
                            named[1].substring(slash + 1),
                            rule.startsWith("!"));
                });
    }

    /** The texts of an object by name. */
    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }

    private static <T> List<T> parts(String cell, Function<String, T> reader) {
        return cell.isEmpty() ? List.of() : Stream.of(cell.split("\\|", -1)).map(reader).toList();
    }

    private static final class WindowReader extends StdDeserializer<ReturnWindow> {

        private static final long serialVersionUID = 1L;

        WindowReader() {
            super(ReturnWindow.class);
        }

        @Override
        public ReturnWindow deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            JsonNode window = parser.readValueAsTree();
            JsonNode ends = window.path("endMillis");
            JsonNode returns = window.path("returns");
            long[] endMillis = new long[ends.size()];
            double[] values = new double[returns.size()];
            for (int i = 0; i < values.length; i++) {
                endMillis[i] = ends.get(i).asLong();
                values[i] = returns.get(i).asDouble();
            }
            return ReturnWindow.of(endMillis, values);
        }
    }
}
