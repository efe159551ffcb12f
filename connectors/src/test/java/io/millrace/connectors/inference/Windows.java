package io.millrace.connectors.inference;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelWindow;
import io.millrace.testkit.FakeModelServer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Windows to ask about, and what the fake says of them. */
final class Windows {

    private static final int OBSERVED = ModelDefinition.STANDARD.observed().size();

    private Windows() {}

    static ModelWindow of(String symbol, int seed) {
        ModelDefinition definition = ModelDefinition.STANDARD;
        float[] observed = new float[definition.lookback() * OBSERVED];
        for (int i = 0; i < observed.length; i++) {
            observed[i] = (float) Math.sin(seed + i) / 100;
        }
        float[] known =
                new float
                        [(definition.lookback() + definition.horizons().size())
                                * definition.known().size()];
        Arrays.fill(known, 0.5f);
        return new ModelWindow(symbol, 60_000L * seed, observed, known);
    }

    static double median(ModelWindow window, long symbol) {
        float[] observed = window.observed();
        return FakeModelServer.median(
                Arrays.copyOfRange(observed, observed.length - OBSERVED, observed.length), symbol);
    }

    static <T> T now(CompletableFuture<T> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }
}
