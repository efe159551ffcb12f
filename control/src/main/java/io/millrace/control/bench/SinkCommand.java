package io.millrace.control.bench;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.SinkBenchmark;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures upserts into a PostgreSQL of its own against COPY and other ways to write. */
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Rows per second of the table sink beside rewritten batches, COPY and single",
            "rows, into an embedded PostgreSQL that is thrown away."
        },
        footer = {"", "Example:", "  ./millrace bench sink --out sink.json"})
public final class SinkCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE", description = "Write the JSON there, too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Placement.temporary())) {
            DatabaseAddress address =
                    new DatabaseAddress(database.jdbcUrl(), database.user(), database.password());
            Migrations.apply(address);
            BenchReport.give(SinkBenchmark.run(address, SinkBenchmark.Plan.standard()), out);
        }
        return 0;
    }
}
