package io.millrace.flink.alpha;

import io.millrace.domain.alpha.AlphaSettings;
import io.millrace.domain.alpha.AlphaState;
import io.millrace.domain.alpha.AlphaStep;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Market;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Adds to each observation what the symbol's alphas hold, and tells apart what they newly say. */
public final class AlphaFunction extends KeyedProcessFunction<String, Observation, Observation> {

    /** What the alphas have newly said. */
    public static final OutputTag<Insight> INSIGHTS = new OutputTag<>("insights") {};

    private static final long serialVersionUID = 1L;

    private final Market market;
    private final AlphaSettings settings;

    private transient ValueState<AlphaState> alphas;

    @SuppressWarnings("NullAway.Init") // open() sets the state before the first element
    public AlphaFunction(Market market, AlphaSettings settings) {
        this.market = market;
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        alphas =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("alphas", AlphaState.class));
    }

    @Override
    @SuppressWarnings(
            "ReferenceEquality") // an unchanged state is the same object, and needs no put
    public void processElement(Observation observation, Context context, Collector<Observation> out)
            throws Exception {
        AlphaState before = alphas.value();
        AlphaStep step =
                (before == null ? AlphaState.start() : before)
                        .next(
                                observation.features(),
                                observation.bar().close(),
                                settings,
                                market.calendar());
        if (step.state() != before) {
            alphas.update(step.state());
        }
        for (Insight insight : step.said()) {
            context.output(INSIGHTS, insight);
        }
        out.collect(observation.with(step.held()));
    }
}
