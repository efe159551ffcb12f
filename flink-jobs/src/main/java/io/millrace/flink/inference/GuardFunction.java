package io.millrace.flink.inference;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Bar;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelHealth;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.Prediction;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose word counts on a bar, watches whether it deserves to, and puts it into the
 * observation.
 *
 * <p>A model that drifts or is not calibrated loses its vote for entries, symbol by symbol; it may
 * still speak for an exit. A canary that does so is rolled back to the active model's answer, which
 * was asked for beside it.
 */
final class GuardFunction extends KeyedProcessFunction<String, Answered, Observation> {

    static final OutputTag<Forecast> FORECASTS = new OutputTag<>("forecasts") {};
    static final OutputTag<Comparison> COMPARISONS = new OutputTag<>("comparisons") {};
    static final OutputTag<ModelAlert> ALERTS = new OutputTag<>("model-alerts") {};

    private static final long serialVersionUID = 1L;

    private final ModelHealth.Bounds bounds;

    private transient ValueState<ModelHealth> activeHealth;
    private transient ValueState<ModelHealth> candidateHealth;
    private transient Counter used;
    private transient Map<Absence, Counter> absent;

    @SuppressWarnings("NullAway.Init") // open() sets all before the first element
    GuardFunction(ModelHealth.Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public void open(OpenContext context) {
        activeHealth = health("active-health");
        candidateHealth = health("candidate-health");
        MetricGroup group = getRuntimeContext().getMetricGroup();
        used = group.counter("predictions_used");
        absent = new EnumMap<>(Absence.class);
        for (Absence why : Absence.values()) {
            absent.put(
                    why,
                    group.addGroup("reason", why.name().toLowerCase(Locale.ROOT))
                            .counter("predictions_absent"));
        }
    }

    @Override
    public void processElement(Answered answered, Context context, Collector<Observation> out)
            throws Exception {
        Observation observation = answered.observation();
        String symbol = observation.bar().symbol();
        ModelAnswer active = answered.active();
        ModelAnswer candidate = answered.candidate();
        @Nullable String activeStopped =
                watched(
                        activeHealth,
                        observation.bar(),
                        active,
                        ModelAlert.Code.MODEL_STOPPED,
                        context);
        boolean canary = false;
        if (candidate != null) {
            @Nullable String candidateStopped =
                    watched(
                            candidateHealth,
                            observation.bar(),
                            candidate,
                            ModelAlert.Code.CANARY_ROLLED_BACK,
                            context);
            ModelPointer pointer = answered.pointer();
            canary =
                    pointer != null
                            && pointer.isCanary(symbol)
                            && candidateStopped == null
                            && candidate.prediction() != null;
            compare(active.prediction(), candidate.prediction(), context);
        } else if (candidateHealth.value() != null) {
            candidateHealth.clear();
        }
        ModelAnswer heard =
                canary && candidate != null ? candidate : withoutEntries(active, activeStopped);
        count(heard);
        context.output(
                FORECASTS,
                forecast(observation.bar(), Forecast.Role.ACTIVE, active, heard, !canary));
        if (candidate != null) {
            context.output(
                    FORECASTS,
                    forecast(observation.bar(), Forecast.Role.CANDIDATE, candidate, heard, canary));
        }
        out.collect(observation.with(heard.prediction()));
    }

    /** A stopped model may say that the price falls: that only takes risk away. */
    private static ModelAnswer withoutEntries(ModelAnswer answer, @Nullable String stopped) {
        Prediction said = answer.prediction();
        return stopped != null && said != null && said.horizons().get(0).q50() > 0
                ? ModelAnswer.absent(Absence.STOPPED, stopped)
                : answer;
    }

    private @Nullable String watched(
            ValueState<ModelHealth> state,
            Bar bar,
            ModelAnswer answer,
            ModelAlert.Code code,
            Context context)
            throws Exception {
        ModelHealth before = state.value();
        ModelHealth after =
                (before == null ? ModelHealth.fresh() : before)
                        .next(bar.startMillis(), bar.endMillis(), bar.close(), answer, bounds);
        state.update(after);
        String stopped = after.stopped();
        boolean news = before == null || !after.artifact().equals(before.artifact());
        if (stopped != null && (news || before.stopped() == null)) {
            context.output(
                    ALERTS,
                    new ModelAlert(
                            bar.symbol(), bar.endMillis(), code, after.artifact() + " " + stopped));
        }
        return stopped;
    }

    private static void compare(
            @Nullable Prediction active, @Nullable Prediction candidate, Context context) {
        if (active != null && candidate != null) {
            context.output(COMPARISONS, Comparison.of(active, candidate));
        }
    }

    private void count(ModelAnswer heard) {
        Absence why = heard.absence();
        Counter counter = why == null ? used : absent.get(why);
        if (counter != null) {
            counter.inc();
        }
    }

    /**
     * What the model said; where the ensemble hears nothing, the reason stands at the active one.
     */
    private static Forecast forecast(
            Bar bar, Forecast.Role role, ModelAnswer answer, ModelAnswer heard, boolean chosen) {
        Prediction said = answer.prediction();
        boolean counts = chosen && said != null && heard.prediction() != null;
        Absence why = answer.absence();
        String detail = answer.detail();
        if (role == Forecast.Role.ACTIVE && said != null && heard.absence() != null) {
            why = heard.absence();
            detail = heard.detail();
        }
        return new Forecast(bar.symbol(), bar.endMillis(), role, counts, said, why, detail);
    }

    private ValueState<ModelHealth> health(String name) {
        return getRuntimeContext().getState(new ValueStateDescriptor<>(name, ModelHealth.class));
    }
}
