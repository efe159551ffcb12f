package io.millrace.trainer.tft;

import io.millrace.domain.model.KnownInput;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ObservedInput;
import io.millrace.trainer.tft.TrainedModel.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a model file says about itself, the weights and the exported graph alike: texts by name,
 * lists with commas.
 */
public record ModelMetadata(Map<String, String> texts) {

    /** Version of the definition; whoever serves refuses a model of another one. */
    public static final String DEFINITION = "definition";

    private static final String LOOKBACK = "lookback";
    private static final String HORIZONS = "horizons";
    private static final String QUANTILES = "quantiles";
    private static final String OBSERVED = "observed";
    private static final String KNOWN = "known";
    private static final String CROSSES_SESSIONS = "crosses-sessions";
    private static final String SYMBOLS = "symbols";
    private static final String HIDDEN = "hidden";
    private static final String RUN = "run";
    private static final String SEED = "seed";
    private static final String CODE = "code-version";
    private static final String WEIGHTS = "weights.sha256";
    private static final String DETAIL = "detail.";

    /** Everything about a model but its weights. */
    public static Map<String, String> of(TrainedModel model) {
        ModelDefinition definition = model.shape().definition();
        Map<String, String> texts = new TreeMap<>();
        texts.put(DEFINITION, definition.version());
        texts.put(LOOKBACK, String.valueOf(definition.lookback()));
        texts.put(HORIZONS, joined(definition.horizons()));
        texts.put(QUANTILES, joined(definition.quantiles()));
        texts.put(OBSERVED, joined(definition.observed()));
        texts.put(KNOWN, joined(definition.known()));
        texts.put(CROSSES_SESSIONS, String.valueOf(definition.crossesSessions()));
        texts.put(SYMBOLS, joined(model.symbols()));
        texts.put(HIDDEN, String.valueOf(model.shape().hidden()));
        texts.put("scaler.observed.mean", numbers(model.scalers().observedMean()));
        texts.put("scaler.observed.std", numbers(model.scalers().observedDeviation()));
        texts.put("scaler.target", numbers(model.scalers().target()));
        texts.put(WEIGHTS, model.weights().sha256());
        texts.put(RUN, model.provenance().run());
        texts.put(SEED, String.valueOf(model.provenance().seed()));
        texts.put(CODE, model.provenance().codeVersion());
        model.provenance().details().forEach((name, text) -> texts.put(DETAIL + name, text));
        return texts;
    }

    void requireHash(Weights weights) {
        if (!weights.sha256().equals(text(WEIGHTS))) {
            throw new IllegalArgumentException(
                    "weights of hash " + weights.sha256() + " (expected: " + text(WEIGHTS) + ")");
        }
    }

    NetworkShape shape() {
        return new NetworkShape(definition(), number(text(HIDDEN), HIDDEN), symbols().size() + 1);
    }

    List<String> symbols() {
        return list(SYMBOLS, Function.identity());
    }

    Provenance provenance() {
        Map<String, String> details =
                texts.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(DETAIL))
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.getKey().substring(DETAIL.length()),
                                        Map.Entry::getValue));
        return new Provenance(text(RUN), Long.parseLong(text(SEED)), text(CODE), details);
    }

    private ModelDefinition definition() {
        return new ModelDefinition(
                text(DEFINITION),
                number(text(LOOKBACK), LOOKBACK),
                list(HORIZONS, one -> number(one, HORIZONS)),
                list(QUANTILES, Double::valueOf),
                list(OBSERVED, ObservedInput::valueOf),
                list(KNOWN, KnownInput::valueOf),
                Boolean.parseBoolean(text(CROSSES_SESSIONS)));
    }

    private <E> List<E> list(String name, Function<String, E> read) {
        String text = text(name);
        return text.isEmpty() ? List.of() : Arrays.stream(text.split(",", -1)).map(read).toList();
    }

    private String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return text;
    }

    private static int number(String text, String name) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + ": " + text + " (expected: a whole number)", e);
        }
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static String numbers(float... values) {
        StringBuilder text = new StringBuilder();
        for (float value : values) {
            text.append(text.isEmpty() ? "" : ",").append(value);
        }
        return text.toString();
    }
}
