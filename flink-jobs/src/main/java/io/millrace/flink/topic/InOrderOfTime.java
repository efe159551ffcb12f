package io.millrace.flink.topic;

import io.millrace.domain.ensemble.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds a partition's decisions until their instant is complete, and gives them in the order of
 * (time, symbol).
 *
 * <p>Without it the symbols of a partition would lie in it as their subtasks happened to run: after
 * a pause one symbol is an hour ahead of its neighbour, and a reader that takes the newest record
 * for the time would find the neighbour's late.
 */
final class InOrderOfTime extends KeyedProcessFunction<Integer, Decision, Decision> {

    private static final long serialVersionUID = 1L;
    private static final Comparator<Decision> BY_SYMBOL = Comparator.comparing(Decision::symbol);

    private transient MapState<Long, List<Decision>> waiting;

    @Override
    public void open(OpenContext context) {
        waiting =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "waiting",
                                        Types.LONG,
                                        Types.LIST(TypeInformation.of(Decision.class))));
    }

    @Override
    public void processElement(Decision decision, Context context, Collector<Decision> out)
            throws Exception {
        long at = decision.atMillis();
        List<Decision> sameInstant = waiting.get(at);
        if (sameInstant == null) {
            sameInstant = new ArrayList<>();
            context.timerService().registerEventTimeTimer(at);
        }
        sameInstant.add(decision);
        waiting.put(at, sameInstant);
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<Decision> out)
            throws Exception {
        List<Decision> decisions = waiting.get(atMillis);
        if (decisions != null) {
            waiting.remove(atMillis);
            decisions.sort(BY_SYMBOL);
            decisions.forEach(out::collect);
        }
    }
}
