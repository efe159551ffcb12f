package io.millrace.trainer.window;

import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.domain.feature.FeatureState;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.model.KnownInput;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ObservedInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Feature rows of invented bars, and small training sets over them. */
public final class SyntheticRows {

    private static final SessionCalendar XNYS = Market.XNYS.calendar();

    private SyntheticRows() {}

    /** A definition that a short tape can fill. */
    public static ModelDefinition definition(int lookback) {
        return new ModelDefinition(
                "test-" + lookback,
                lookback,
                List.of(3, 5, 10),
                List.of(0.1, 0.5, 0.9),
                List.of(ObservedInput.values()),
                List.of(KnownInput.values()),
                false);
    }

    public static List<Bar> bars(int symbols, int sessions, int seed) {
        List<Bar> bars = new ArrayList<>();
        Iterator<Bar> tape =
                SyntheticTape.bars(SyntheticTapeSpec.numbered(symbols, sessions, seed));
        tape.forEachRemaining(bars::add);
        return bars;
    }

    public static Gathering gathered(List<Bar> bars, ModelDefinition model) throws IOException {
        return Gathering.of(rows(bars), model, XNYS, count -> {});
    }

    public static FeatureRows rows(List<Bar> bars) {
        Map<String, FeatureState> states = new HashMap<>();
        Iterator<Bar> left = bars.iterator();
        return new FeatureRows() {

            @Override
            public boolean hasNext() {
                return left.hasNext();
            }

            @Override
            public FeatureRow next() {
                Bar bar = left.next();
                FeatureState state =
                        states.getOrDefault(bar.symbol(), FeatureState.empty()).next(bar, XNYS);
                states.put(bar.symbol(), state);
                return new FeatureRow(bar, state.vector(bar));
            }

            @Override
            public void close() {}
        };
    }
}
