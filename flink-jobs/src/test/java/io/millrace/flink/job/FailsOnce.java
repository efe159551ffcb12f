package io.millrace.flink.job;

import io.millrace.domain.market.MarketEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Passes events on and throws once: in the middle of the tape, a few events after a checkpoint of
 * the middle is complete, so that there is something to restore and something to do again.
 */
final class FailsOnce extends RichMapFunction<MarketEvent, MarketEvent>
        implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1L;

    /** Events that are done twice, at least. */
    private static final long REDONE = 10;

    /** The tape would be over before its first checkpoint is. */
    private static final long NANOS_PER_EVENT = 1_500_000;

    private static final Map<String, Incident> INCIDENTS = new ConcurrentHashMap<>();

    /**
     * How a failure went.
     *
     * @param failedAt events passed on when it happened
     * @param restoredAt events passed on by then in the state that was restored; 0 before that
     */
    record Incident(long failedAt, long restoredAt) {}

    private final String name;
    private final long middle;

    private final TreeMap<Long, Long> snapshots = new TreeMap<>();

    private transient @Nullable ListState<Long> checkpointed;
    private transient long passed;
    private transient long covered;

    /**
     * A failure to come.
     *
     * @param name asked for in {@link #incident}; used once in this JVM
     * @param middle how many events at least a checkpoint must cover before the failure
     */
    FailsOnce(String name, long middle) {
        this.name = name;
        this.middle = middle;
    }

    static Incident incident(String name) {
        return INCIDENTS.getOrDefault(name, new Incident(0, 0));
    }

    @Override
    public MarketEvent map(MarketEvent event) {
        passed++;
        if (passed > middle && !INCIDENTS.containsKey(name)) {
            LockSupport.parkNanos(NANOS_PER_EVENT);
            if (covered >= middle && passed >= covered + REDONE) {
                INCIDENTS.put(name, new Incident(passed, 0));
                throw new IllegalStateException("planted failure after " + passed + " events");
            }
        }
        return event;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Long> state =
                context.getOperatorStateStore()
                        .getListState(new ListStateDescriptor<>("passed", Types.LONG));
        for (Long one : state.get()) {
            passed = one;
        }
        checkpointed = state;
        if (context.isRestored()) {
            INCIDENTS.computeIfPresent(
                    name, (same, incident) -> new Incident(incident.failedAt(), passed));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(checkpointed).update(List.of(passed));
        snapshots.put(context.getCheckpointId(), passed);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        covered = Math.max(covered, snapshots.getOrDefault(checkpointId, 0L));
    }
}
