package io.millrace.flink.ensemble;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Ensemble;
import io.millrace.domain.ensemble.EnsembleSettings;
import io.millrace.domain.ensemble.Observation;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Turns each observation into its decision. It keeps nothing from one to the next. */
public final class EnsembleFunction extends RichMapFunction<Observation, Decision> {

    private static final long serialVersionUID = 1L;

    private final EnsembleSettings settings;
    private transient Ensemble ensemble;

    public EnsembleFunction(EnsembleSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        ensemble = new Ensemble(settings);
    }

    @Override
    public Decision map(Observation observation) {
        return ensemble.decide(observation);
    }
}
