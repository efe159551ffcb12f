package io.millrace.control.run;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeSource;
import io.millrace.connectors.jdbc.BackfillCheckpoints;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.job.TapeForm;
import io.millrace.flink.wire.WireTypes;
import java.util.SortedMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * History in files.
 *
 * @param label the files as the user named them
 */
public record FileHistory(String label, Tape tape) implements History {

    @Override
    public SortedMap<String, String> parts() {
        return tape.hashes();
    }

    @Override
    public TapeFilter filter() {
        return tape.filter();
    }

    @Override
    public TapeForm form() {
        return tape.holdsTrades() ? TapeForm.TRADES : TapeForm.BARS;
    }

    @Override
    public long rows() {
        return tape.rows();
    }

    @Override
    public DataStream<MarketEvent> read(
            StreamExecutionEnvironment env,
            String backfill,
            ReplayPlan plan,
            BackfillCheckpoints progress) {
        return env.fromSource(
                        new TapeSource(tape, plan.tapeOptions(), progress),
                        WatermarkStrategy.noWatermarks(),
                        "tape",
                        WireTypes.MARKET_EVENT)
                .uid("tape")
                .setParallelism(1);
    }

    /** The source notes by itself. */
    @Override
    public Noting noting(String backfill, BackfillCheckpoints progress) {
        return Noting.NONE;
    }
}
