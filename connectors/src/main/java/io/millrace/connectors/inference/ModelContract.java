package io.millrace.connectors.inference;

import io.millrace.domain.model.ModelDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a served model has said of itself, once it was found to be a model of the definition.
 *
 * @param symbols place of each symbol in the model's vocabulary, from 1
 * @param sha256 hash of the artifact; empty where the server does not tell
 */
record ModelContract(ModelDefinition definition, Map<String, Integer> symbols, String sha256) {

    static final String OBSERVED = "observed";
    static final String KNOWN = "known";
    static final String SYMBOL = "symbol";
    static final String QUANTILES = "quantiles";

    /** Names under which a server tells a model's definition, symbols and hash. */
    static final String DEFINITION_PROPERTY = "definition";

    static final String SYMBOLS_PROPERTY = "symbols";
    static final String SHA256_PROPERTY = "sha256";

    private static final long ANY = -1;

    /**
     * Reads the metadata.
     *
     * @throws ModelFailure naming everything that is not as the definition has it
     */
    static ModelContract of(ModelMetadata metadata, ModelDefinition definition)
            throws ModelFailure {
        long lookback = definition.lookback();
        long horizons = definition.horizons().size();
        List<String> mistakes = new ArrayList<>();
        String version =
                metadata.properties().getOrDefault(DEFINITION_PROPERTY, definition.version());
        if (!version.equals(definition.version())) {
            mistakes.add("definition: " + version + " (expected: " + definition.version() + ")");
        }
        List<TensorSpec> inputs =
                List.of(
                        floats(OBSERVED, lookback, definition.observed().size()),
                        floats(KNOWN, lookback + horizons, definition.known().size()),
                        new TensorSpec(SYMBOL, "INT64", List.of(ANY)));
        inputs.forEach(one -> compare("input", one, metadata.inputs(), mistakes));
        for (TensorSpec other : metadata.inputs()) {
            if (inputs.stream().noneMatch(one -> one.name().equals(other.name()))) {
                mistakes.add("input " + other.name() + ": " + other.text() + " (expected: none)");
            }
        }
        compare(
                "output",
                floats(QUANTILES, horizons, definition.quantiles().size()),
                metadata.outputs(),
                mistakes);
        if (!mistakes.isEmpty()) {
            throw new ModelFailure(
                    ModelFailure.Kind.MISMATCH,
                    "model " + metadata.name() + ": " + String.join("; ", mistakes),
                    null);
        }
        return new ModelContract(
                definition,
                vocabulary(metadata.properties().getOrDefault(SYMBOLS_PROPERTY, "")),
                metadata.properties().getOrDefault(SHA256_PROPERTY, ""));
    }

    /** What the model knows the symbol as; 0 for one that it was not trained on. */
    int place(String symbol) {
        return symbols.getOrDefault(symbol, 0);
    }

    private static TensorSpec floats(String name, long... shape) {
        List<Long> whole = new ArrayList<>(List.of(ANY));
        Arrays.stream(shape).forEach(whole::add);
        return new TensorSpec(name, "FP32", whole);
    }

    private static void compare(
            String side, TensorSpec expected, List<TensorSpec> served, List<String> mistakes) {
        Optional<TensorSpec> found =
                served.stream().filter(one -> one.name().equals(expected.name())).findFirst();
        if (found.isEmpty() || !fits(expected, found.get())) {
            mistakes.add(
                    side
                            + " "
                            + expected.name()
                            + ": "
                            + found.map(TensorSpec::text).orElse("missing")
                            + " (expected: "
                            + expected.text()
                            + ")");
        }
    }

    private static boolean fits(TensorSpec expected, TensorSpec served) {
        if (!expected.type().equals(served.type())
                || expected.shape().size() != served.shape().size()) {
            return false;
        }
        for (int i = 0; i < expected.shape().size(); i++) {
            long dimension = served.shape().get(i);
            // a batch of one is all that is asked
            boolean batch = i == 0 && dimension == 1;
            if (dimension != ANY && !batch && dimension != expected.shape().get(i)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Integer> vocabulary(String symbols) {
        Map<String, Integer> places = new HashMap<>();
        int place = 0;
        for (String symbol : symbols.split(",", -1)) {
            place++;
            if (!symbol.isBlank()) {
                places.put(symbol.strip(), place);
            }
        }
        return places;
    }
}
