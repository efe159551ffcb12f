package io.millrace.flink.job.main;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeCatalog;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeRequest;
import io.millrace.connectors.files.TapeSource;
import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.job.IngestJob;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts {@link IngestJob} over a tape, whose files every process of the cluster has to see. */
public final class IngestMain {

    private IngestMain() {}

    /** Assembles and executes it. */
    public static void main(String[] arguments) throws Exception {
        JobArguments given = JobArguments.of(arguments);
        if (given.data().isEmpty()) {
            throw new InvalidConfiguration(
                    List.of(JobArguments.DATA + ": nothing (expected: files of market data)"));
        }
        try (StreamExecutionEnvironment env = given.environment()) {
            IngestJob.assemble(tape(env, given), given.topics().kafka());
            env.execute(PlatformJob.INGEST.label());
        }
    }

    private static DataStream<MarketEvent> tape(
            StreamExecutionEnvironment env, JobArguments given) {
        Tape tape =
                TapeCatalog.resolve(
                        new TapeRequest(
                                given.data(),
                                TapeFilter.ALL,
                                given.strategy().resolution(),
                                given.strategy().market()));
        return env.fromSource(
                        new TapeSource(tape, given.tape()),
                        WatermarkStrategy.noWatermarks(),
                        "tape",
                        TypeInformation.of(MarketEvent.class))
                .uid("tape")
                .setParallelism(1);
    }
}
