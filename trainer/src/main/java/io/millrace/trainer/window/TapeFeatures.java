package io.millrace.trainer.window;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeBars;
import io.millrace.connectors.files.TapeOptions;
import io.millrace.domain.feature.FeatureState;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.SessionCalendar;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The features that a backtest of a tape would serve, computed by the same state. */
public final class TapeFeatures implements FeatureRows {

    private final TapeBars bars;
    private final SessionCalendar calendar;
    private final Map<String, FeatureState> states = new HashMap<>();

    public TapeFeatures(Tape tape, TapeOptions options, Resolution resolution) {
        bars = new TapeBars(tape, options, resolution);
        calendar = tape.market().calendar();
    }

    @Override
    public boolean hasNext() throws IOException {
        return bars.hasNext();
    }

    @Override
    public FeatureRow next() {
        Bar bar = bars.next();
        FeatureState state =
                states.getOrDefault(bar.symbol(), FeatureState.empty()).next(bar, calendar);
        states.put(bar.symbol(), state);
        return new FeatureRow(bar, state.vector(bar));
    }

    @Override
    public void close() throws IOException {
        bars.close();
    }
}
