package io.millrace.flink.ensemble;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Ensemble;
import io.millrace.domain.ensemble.EnsembleSettings;
import io.millrace.domain.ensemble.Observation;
import io.millrace.flink.observe.OperatorMetrics;
import io.millrace.observe.Metric;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;

/** Turns each observation into its decision. It keeps nothing from one to the next. */
public final class EnsembleFunction extends RichMapFunction<Observation, Decision> {

    private static final long serialVersionUID = 1L;

    private final EnsembleSettings settings;
    private transient Ensemble ensemble;
    private transient Counter processed;

    public EnsembleFunction(EnsembleSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        ensemble = new Ensemble(settings);
        processed =
                new OperatorMetrics(getRuntimeContext().getMetricGroup())
                        .counter(Metric.EVENTS_PROCESSED, "ensemble");
    }

    @Override
    public Decision map(Observation observation) {
        processed.inc();
        return ensemble.decide(observation);
    }
}
