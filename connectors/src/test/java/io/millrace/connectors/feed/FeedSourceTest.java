package io.millrace.connectors.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedSourceTest {

    private static final long LAST = 60_000;

    @Test
    void aFailedAndRestoredJobHearsEverythingOnce() throws Exception {
        StreamExecutionEnvironment env = environment();
        var told =
                env.fromSource(
                                FeedSource.of("numbers", new CountingFeed(LAST, false)),
                                WatermarkStrategy.noWatermarks(),
                                "numbers",
                                Types.LONG)
                        .uid("numbers")
                        .process(new Sum())
                        .uid("sum");
        List<Long> all = new ArrayList<>();
        try (var results = told.executeAndCollect()) {
            results.forEachRemaining(all::add);
        }

        assertThat(all).hasSize(2);
        assertThat(all.get(0)).isEqualTo(LAST * (LAST + 1) / 2);
        assertThat(all.get(1)).as("numbers before the restore").isPositive();
    }

    @Test
    void refusesToBeReadByTwo() {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        env.fromSource(
                        FeedSource.of("numbers", new CountingFeed(LAST, false)).withCapacity(4),
                        WatermarkStrategy.noWatermarks(),
                        "numbers",
                        Types.LONG)
                .setParallelism(2)
                .print();

        assertThatThrownBy(env::execute)
                .hasStackTraceContaining("parallelism: 2 (expected: 1 for feed numbers");
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.enableCheckpointing(10);
        return env;
    }

    /** Adds up; fails once after a checkpoint; tells the sum and what came before the restore. */
    private static final class Sum extends ProcessFunction<Long, Long>
            implements CheckpointedFunction, CheckpointListener {

        private static final long serialVersionUID = 1L;

        private long sum;
        private long seen;
        private long restoredAt;
        private transient boolean restored;
        private transient boolean checkpointed;
        private transient @Nullable ListState<Long> state;

        @Override
        public void processElement(Long value, Context context, Collector<Long> out) {
            if (!restored && checkpointed) {
                throw new IllegalStateException("planted");
            }
            sum += value;
            seen++;
            if (value == LAST) {
                out.collect(sum);
                out.collect(restoredAt);
            } else if (!restored && value == LAST - 1) {
                throw new IllegalStateException("no checkpoint in the whole run");
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            Objects.requireNonNull(state).update(List.of(sum, seen));
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            ListState<Long> stored =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("sum", Types.LONG));
            restored = context.isRestored();
            List<Long> kept = new ArrayList<>();
            state = stored;
            stored.get().forEach(kept::add);
            if (!kept.isEmpty()) {
                sum = kept.get(0);
                seen = kept.get(1);
                restoredAt = seen;
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed = seen > 0;
        }
    }
}
