package io.millrace.flink.alpha;

import io.millrace.domain.alpha.AlphaSettings;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Market;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From features to opinions, per symbol, without another shuffle. */
public final class AlphaStage {

    private AlphaStage() {}

    /**
     * What the stage gives.
     *
     * @param observations with the opinions that the alphas hold
     * @param insights what the alphas have newly said
     */
    public record Streams(DataStream<Observation> observations, DataStream<Insight> insights) {}

    public static Streams of(
            DataStream<Observation> features, Market market, AlphaSettings settings) {
        SingleOutputStreamOperator<Observation> observations =
                DataStreamUtils.reinterpretAsKeyedStream(
                                features, observation -> observation.bar().symbol())
                        .process(new AlphaFunction(market, settings))
                        .name("alphas")
                        .uid("alphas");
        return new Streams(observations, observations.getSideOutput(AlphaFunction.INSIGHTS));
    }
}
