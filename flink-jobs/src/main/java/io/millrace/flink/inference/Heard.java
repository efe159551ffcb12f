package io.millrace.flink.inference;

import io.millrace.domain.model.Prediction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** The predictions that the ensemble heard; what a shadow said is not among them. */
public final class Heard {

    private Heard() {}

    /** Each symbol's in their order. */
    public static DataStream<Prediction> of(DataStream<Forecast> forecasts) {
        return forecasts
                .flatMap(
                        (Forecast forecast, Collector<Prediction> out) -> {
                            Prediction said = forecast.prediction();
                            if (forecast.used() && said != null) {
                                out.collect(said);
                            }
                        })
                .returns(Prediction.class)
                .name("heard-predictions")
                .uid("heard-predictions");
    }
}
