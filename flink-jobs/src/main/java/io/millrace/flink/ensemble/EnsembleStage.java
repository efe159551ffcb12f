package io.millrace.flink.ensemble;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.EnsembleSettings;
import io.millrace.domain.ensemble.Observation;
import io.millrace.flink.wire.WireTypes;
import org.apache.flink.streaming.api.datastream.DataStream;

/** From observations to decisions, HOLD included: a pure function of each observation. */
public final class EnsembleStage {

    private EnsembleStage() {}

    /** Decides about every observation; partitioning and order stay as they are. */
    public static DataStream<Decision> of(
            DataStream<Observation> observations, EnsembleSettings settings) {
        return observations
                .map(new EnsembleFunction(settings))
                .returns(WireTypes.DECISION)
                .name("ensemble")
                .uid("ensemble");
    }
}
