package io.millrace.flink.inference;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.model.ModelWindows;
import io.millrace.domain.model.PointerSchedule;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Gathers each symbol's window and asks whoever the schedule names. */
final class WindowFunction extends KeyedProcessFunction<String, Observation, Question> {

    private static final long serialVersionUID = 1L;

    private final WindowGathering gathering;
    private final PointerSchedule schedule;

    private transient ValueState<ModelWindows> windows;

    @SuppressWarnings("NullAway.Init") // open() sets the state before the first element
    WindowFunction(WindowGathering gathering, PointerSchedule schedule) {
        this.gathering = gathering;
        this.schedule = schedule;
    }

    @Override
    public void open(OpenContext context) {
        windows = getRuntimeContext().getState(WindowGathering.state());
    }

    @Override
    public void processElement(Observation observation, Context context, Collector<Question> out)
            throws Exception {
        out.collect(gathering.next(observation, windows, schedule));
    }
}
