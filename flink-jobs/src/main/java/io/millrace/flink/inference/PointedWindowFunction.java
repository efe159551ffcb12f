package io.millrace.flink.inference;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelWindows;
import io.millrace.domain.model.PointerSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Gathers each symbol's window and asks whoever the schedule names, which commands extend.
 *
 * <p>A command counts from an event time that lies ahead of every bar seen, so the model of a bar
 * depends on the bar's time alone: a replay that has all commands from the start gives the same. A
 * command that comes too late for that is not taken.
 */
final class PointedWindowFunction
        extends KeyedBroadcastProcessFunction<String, Observation, ModelPointer, Question> {

    static final OutputTag<ModelAlert> ALERTS = new OutputTag<>("pointer-alerts") {};

    static final MapStateDescriptor<Long, ModelPointer> COMMANDS =
            new MapStateDescriptor<>(
                    "model-pointers", Types.LONG, TypeInformation.of(ModelPointer.class));

    private static final long serialVersionUID = 1L;

    private final WindowGathering gathering;
    private final PointerSchedule configured;

    private transient ValueState<ModelWindows> windows;
    private transient @Nullable PointerSchedule schedule;

    @SuppressWarnings("NullAway.Init") // open() sets the state before the first element
    PointedWindowFunction(WindowGathering gathering, PointerSchedule configured) {
        this.gathering = gathering;
        this.configured = configured;
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getState(WindowGathering.state());
    }

    @Override
    public void processElement(
            Observation observation, ReadOnlyContext context, Collector<Question> out)
            throws Exception {
        PointerSchedule known = schedule;
        if (known == null) {
            known = gathered(context.getBroadcastState(COMMANDS).immutableEntries());
            schedule = known;
        }
        out.collect(gathering.next(observation, windows, known));
    }

    @Override
    public void processBroadcastElement(
            ModelPointer pointer, Context context, Collector<Question> out) throws Exception {
        if (pointer.fromMillis() <= context.currentWatermark()) {
            context.output(
                    ALERTS,
                    new ModelAlert(
                            "",
                            context.currentWatermark(),
                            ModelAlert.Code.POINTER_TOO_LATE,
                            pointer
                                    + " (expected: from after "
                                    + context.currentWatermark()
                                    + ")"));
            return;
        }
        context.getBroadcastState(COMMANDS).put(pointer.fromMillis(), pointer);
        schedule = null;
    }

    /** From state, so that a restored operator knows every command that it knew. */
    private PointerSchedule gathered(Iterable<Map.Entry<Long, ModelPointer>> commands) {
        List<ModelPointer> all = new ArrayList<>(configured.pointers());
        commands.forEach(command -> all.add(command.getValue()));
        return new PointerSchedule(all);
    }
}
