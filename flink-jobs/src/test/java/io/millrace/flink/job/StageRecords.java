package io.millrace.flink.job;

import io.millrace.connectors.csv.CsvRow;
import io.millrace.connectors.csv.CsvSink;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Writes what the stages before the account give, one line per record, beside the run's files. */
final class StageRecords {

    private StageRecords() {}

    static void attach(ReplayStreams streams, Path folder) {
        write(
                streams.market().bars(),
                folder,
                "bars",
                (bar, line) -> line.time(bar.endMillis()).field(bar));
        write(
                streams.features(),
                folder,
                "features",
                (seen, line) ->
                        line.time(seen.bar().endMillis())
                                .field(seen.bar().symbol())
                                .field(seen.features().ready())
                                .field(Arrays.toString(seen.features().values())));
        write(
                streams.insights(),
                folder,
                "insights",
                (insight, line) -> line.time(insight.generatedAtMillis()).field(insight));
    }

    private static <T> void write(
            DataStream<T> records, Path folder, String stream, CsvRow<T> row) {
        String file = folder.resolve(stream + ReplayOutcome.STAGE).toString();
        records.sinkTo(new CsvSink<>(file, "ts,record", row))
                .name("records-" + stream)
                .uid("records-" + stream)
                .setParallelism(1);
    }
}
