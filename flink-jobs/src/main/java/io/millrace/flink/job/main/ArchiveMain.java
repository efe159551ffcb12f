package io.millrace.flink.job.main;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.flink.job.ArchiveJob;
import io.millrace.flink.job.ArchiveSettings;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Brings the tables up to date and starts {@link ArchiveJob}. */
public final class ArchiveMain {

    /** Under which run the rows of the topics stand. */
    private static final String RUN_ID = "topics";

    private ArchiveMain() {}

    /** Assembles and executes it. */
    public static void main(String[] arguments) throws Exception {
        JobArguments given = JobArguments.of(arguments);
        DatabaseAddress database = given.database();
        if (database == null) {
            throw new InvalidConfiguration(
                    List.of(
                            JobArguments.DATABASE
                                    + ": nothing (expected: where the tables are, here or in "
                                    + JobArguments.DATABASE_VARIABLE
                                    + ")"));
        }
        Migrations.apply(database);
        try (StreamExecutionEnvironment env = given.environment()) {
            ArchiveJob.topics(
                    env,
                    given.topics(),
                    database,
                    new ArchiveSettings(
                            new RunScope(RUN_ID, given.strategy().account().id()),
                            given.batches(),
                            given.extras()));
            env.execute(PlatformJob.ARCHIVE.label());
        }
    }
}
