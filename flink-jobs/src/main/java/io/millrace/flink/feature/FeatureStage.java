package io.millrace.flink.feature;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;

/** From bars to observations with every feature, per symbol, without another shuffle. */
public final class FeatureStage {

    private FeatureStage() {}

    /**
     * Computes the features of bars that are partitioned by symbol and ordered.
     *
     * @param extras configured features beyond the built-in ones
     */
    public static DataStream<Observation> of(
            DataStream<Bar> bars, Market market, ExtraFeatures extras) {
        return DataStreamUtils.reinterpretAsKeyedStream(bars, Bar::symbol)
                .process(new FeatureFunction(market, extras))
                .name("features")
                .uid("features");
    }
}
