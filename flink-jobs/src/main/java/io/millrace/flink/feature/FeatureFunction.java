package io.millrace.flink.feature;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.feature.FeatureState;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Turns each symbol's bars into observations with every feature that is ready. */
public final class FeatureFunction extends KeyedProcessFunction<String, Bar, Observation> {

    private static final long serialVersionUID = 1L;

    private final Market market;
    private final ExtraFeatures extras;

    private transient ValueState<FeatureState> features;
    private transient ValueState<BarWindow> window;
    private transient ExtraPanel panel;

    @SuppressWarnings("NullAway.Init") // open() sets the state before the first element
    public FeatureFunction(Market market, ExtraFeatures extras) {
        this.market = market;
        this.extras = extras;
    }

    @Override
    public void open(OpenContext context) {
        features =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("features", FeatureState.class));
        window =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("bar-window", BarWindow.class));
        panel = ExtraPanel.of(extras);
    }

    @Override
    public void processElement(Bar bar, Context context, Collector<Observation> out)
            throws Exception {
        FeatureState before = features.value();
        FeatureState after =
                (before == null ? FeatureState.empty() : before).next(bar, market.calendar());
        features.update(after);
        FeatureVector.Builder vector = after.vectorOf(bar, extras.count());
        if (extras.count() > 0) {
            panel.put(vector, extended(bar));
        }
        out.collect(Observation.of(bar, vector.build(), after.returns()));
    }

    private BarWindow extended(Bar bar) throws Exception {
        BarWindow before = window.value();
        BarWindow after = (before == null ? BarWindow.empty(extras.window()) : before).plus(bar);
        window.update(after);
        return after;
    }
}
