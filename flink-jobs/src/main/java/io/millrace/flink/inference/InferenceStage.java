package io.millrace.flink.inference;

import io.millrace.connectors.inference.ModelsConnector;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Market;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelSettings;
import io.millrace.domain.model.PointerSchedule;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/** From observations to observations with what a model expects; order and partitioning stay. */
public final class InferenceStage {

    /** Beyond the client's own deadline: a bar must not wait for a client that forgot it. */
    private static final long LAST_RESORT_MILLIS = 5_000;

    /** A replay waits; its client says when it has waited in vain. */
    private static final long NO_TIMEOUT = 0;

    private InferenceStage() {}

    /**
     * What the stage gives.
     *
     * @param observations with predictions where there are any
     * @param forecasts what every model said of every bar, or why it said nothing
     * @param comparisons of the active model with its candidate
     * @param alerts models that lost their vote, and pointers that came too late
     */
    public record Streams(
            DataStream<Observation> observations,
            DataStream<Forecast> forecasts,
            DataStream<Comparison> comparisons,
            DataStream<ModelAlert> alerts) {}

    /**
     * How models are asked.
     *
     * @param live whether a bar goes on without an answer that does not come in time
     */
    public record Manner(
            Market market, ModelSettings settings, ModelsConnector connector, boolean live) {}

    /**
     * Asks the models.
     *
     * @param observations partitioned by symbol
     * @param pointers commands that extend the configured schedule; absent where there are none
     */
    public static Streams of(
            DataStream<Observation> observations,
            @Nullable DataStream<ModelPointer> pointers,
            Manner manner) {
        ModelSettings settings = manner.settings();
        SingleOutputStreamOperator<Question> questions =
                questions(observations, pointers, manner)
                        .name("model-windows")
                        .uid("model-windows");
        SingleOutputStreamOperator<Answered> answered =
                AsyncDataStream.orderedWait(
                                questions,
                                new ModelFunction(manner.connector(), settings.pointer()),
                                manner.live()
                                        ? settings.deadlineMillis() + LAST_RESORT_MILLIS
                                        : NO_TIMEOUT,
                                TimeUnit.MILLISECONDS,
                                settings.capacity())
                        .returns(Answered.class)
                        .name("model-answers")
                        .uid("model-answers");
        SingleOutputStreamOperator<Observation> guarded =
                DataStreamUtils.reinterpretAsKeyedStream(
                                answered, one -> one.observation().bar().symbol())
                        .process(new GuardFunction(settings.health()))
                        .name("model-guard")
                        .uid("model-guard");
        DataStream<ModelAlert> alerts = guarded.getSideOutput(GuardFunction.ALERTS);
        return new Streams(
                guarded,
                guarded.getSideOutput(GuardFunction.FORECASTS),
                guarded.getSideOutput(GuardFunction.COMPARISONS),
                pointers == null
                        ? alerts
                        : alerts.union(questions.getSideOutput(PointedWindowFunction.ALERTS)));
    }

    private static SingleOutputStreamOperator<Question> questions(
            DataStream<Observation> observations,
            @Nullable DataStream<ModelPointer> pointers,
            Manner manner) {
        var gathering = new WindowGathering(manner.market(), ModelDefinition.STANDARD);
        PointerSchedule known = manner.settings().schedule();
        var keyed =
                DataStreamUtils.reinterpretAsKeyedStream(
                        observations, observation -> observation.bar().symbol());
        if (pointers == null) {
            return keyed.process(new WindowFunction(gathering, known));
        }
        DataStream<ModelPointer> timeless =
                pointers.assignTimestampsAndWatermarks(
                                WatermarkStrategy.forGenerator(context -> new HoldsNothingBack()))
                        .name("model-pointers")
                        .uid("model-pointers")
                        .setParallelism(1);
        return keyed.connect(timeless.broadcast(PointedWindowFunction.COMMANDS))
                .process(new PointedWindowFunction(gathering, known));
    }

    /** A pointer says itself from when it counts: no bar waits for commands. */
    private static final class HoldsNothingBack implements WatermarkGenerator<ModelPointer> {

        @Override
        public void onEvent(ModelPointer pointer, long atMillis, WatermarkOutput output) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }
}
