package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
import org.junit.jupiter.api.io.TempDir;

class TapeSourceTest {

    @TempDir Path folder = Path.of("");

    @Test
    void aFailedAndRestoredJobTellsTheSame() throws Exception {
        write(30_000);
        Tape tape = TapeRun.tape(folder, Resolution.MINUTE, Market.CRYPTO);

        List<Long> undisturbed = run(tape, -1);
        List<Long> disturbed = run(tape, 40_000);

        assertThat(undisturbed).hasSize(3).endsWith(60_000L, 0L);
        assertThat(disturbed.subList(0, 2)).isEqualTo(undisturbed.subList(0, 2));
        assertThat(disturbed.get(2)).as("rows before the restore").isPositive();
    }

    @Test
    void refusesToBeReadByTwo() throws IOException {
        write(10);
        Tape tape = TapeRun.tape(folder, Resolution.MINUTE, Market.CRYPTO);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        env.fromSource(
                        new TapeSource(tape, TapeOptions.standard()),
                        WatermarkStrategy.noWatermarks(),
                        "tape")
                .setParallelism(2)
                .print();

        assertThatThrownBy(env::execute)
                .hasStackTraceContaining("parallelism: 2 (expected: 1 for the tape");
    }

    private List<Long> run(Tape tape, int failAt) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
                java.time.Duration.ofMillis(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.enableCheckpointing(10);
        var told =
                env.fromSource(
                                new TapeSource(tape, TapeOptions.standard()),
                                WatermarkStrategy.noWatermarks(),
                                "tape")
                        .uid("tape")
                        .process(new Journal(failAt))
                        .uid("journal");
        List<Long> all = new ArrayList<>();
        try (var results = told.executeAndCollect()) {
            results.forEachRemaining(all::add);
        }
        return all;
    }

    private void write(int minutes) throws IOException {
        for (String symbol : Set.of("A", "B")) {
            StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
            for (int i = 0; i < minutes; i++) {
                rows.append(symbol)
                        .append(',')
                        .append(1_700_000_040_000L + i * 60_000L)
                        .append(",1,1,1,1,")
                        .append(i)
                        .append('\n');
            }
            Files.writeString(folder.resolve(symbol + ".csv"), rows.toString());
        }
    }

    /**
     * Sums up every event with its time and the watermark before it, in order; fails once, after a
     * checkpoint, and tells at the end the sum, the number of rows, and how many of them came
     * before the restore.
     */
    private static final class Journal extends ProcessFunction<MarketEvent, Long>
            implements CheckpointedFunction, CheckpointListener {

        private final int failAt;
        private long sum;
        private long seen;
        private long restoredAt;
        private boolean checkpointed;
        private transient @Nullable ListState<Long> state;

        Journal(int failAt) {
            this.failAt = failAt;
        }

        @Override
        public void processElement(MarketEvent event, Context context, Collector<Long> out) {
            long watermark = context.timerService().currentWatermark();
            sum = sum * 31 + Objects.hash(context.timestamp(), watermark, event.bar());
            seen++;
            if (failAt > 0 && restoredAt == 0 && seen >= failAt && checkpointed) {
                throw new IllegalStateException("planted");
            }
            if (seen == 60_000) {
                out.collect(sum);
                out.collect(seen);
                out.collect(restoredAt);
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            Objects.requireNonNull(state).update(List.of(sum, seen));
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed = true;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            ListState<Long> kept =
                    context.getOperatorStateStore()
                            .getListState(new ListStateDescriptor<>("journal", Types.LONG));
            state = kept;
            List<Long> values = new ArrayList<>();
            kept.get().forEach(values::add);
            if (!values.isEmpty()) {
                sum = values.get(0);
                seen = values.get(1);
                restoredAt = seen;
            }
        }
    }
}
