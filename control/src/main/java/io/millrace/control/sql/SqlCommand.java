package io.millrace.control.sql;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers questions from the tables. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Ask the tables: a question that comes with the program, a file, or a statement.",
            "Without QUERY it lists the questions; with --run and without QUERY the run's",
            "database stays up for psql and other programs until Ctrl-C. A table on a",
            "terminal, CSV in a pipe."
        },
        footer = {
            "",
            "Questions and their parameters: docs/queries.md. Tables: docs/storage.md.",
            "",
            "Examples:",
            "  ./millrace sql",
            "  ./millrace sql pnl_today --param day=2024-01-02",
            "  ./millrace sql order_chain --param correlation=3f2a9c1e --json",
            "  ./millrace sql --run result \"select * from trades limit 5\""
        })
public final class SqlCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|QUERY",
            description =
                    "Name of a question, a file, or one SQL statement; the shell wants it in"
                            + " quotes.")
    private @Nullable String query;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Database to ask; that of ./millrace up unless said.")
    private @Nullable String db;

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description =
                    "Ask the database of a finished run instead: the --out of a backtest or demo"
                            + " with --db embedded.")
    private @Nullable Path run;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            mapFallbackValue = "",
            description = "Value of a parameter, :NAME in the query; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print JSON: one object per row.")
    private boolean json;

    @Option(
            names = "--write",
            description =
                    "Let the query change rows; it runs in a read-only transaction unless said.")
    private boolean write;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (db != null && run != null) {
            throw CommandFailure.usage("--db, --run: both (expected: one of them)");
        }
        if (query == null && run == null) {
            QuestionList.print(Questions.all(), json, out);
            return ExitCode.OK;
        }
        if (run == null) {
            String address = db == null ? ReachedDatabase.LOCAL : db;
            print(DatabaseAddress.parse(address), asked(Objects.requireNonNull(query)), out);
            return ExitCode.OK;
        }
        BoundQuery asked = query == null ? null : asked(query);
        try (OpenedRun database = OpenedRun.of(run)) {
            if (asked != null) {
                print(database.address(), asked, out);
            } else {
                out.println(database.psqlCommand());
                out.println("It is up until Ctrl-C.");
                new CountDownLatch(1).await();
            }
        }
        return ExitCode.OK;
    }

    private BoundQuery asked(String text) {
        return BoundQuery.of(Questions.named(text), parameters);
    }

    private void print(DatabaseAddress address, BoundQuery asked, PrintWriter out)
            throws IOException {
        try (Connection connection = ReachedDatabase.connect(address, !write);
                PreparedStatement statement = asked.prepare(connection)) {
            statement.setFetchSize(1_000);
            boolean rows = statement.execute();
            long changed = statement.getLargeUpdateCount();
            if (rows) {
                try (ResultSet answer = statement.getResultSet()) {
                    AnswerForm.fitting(json).print(answer, out);
                }
            }
            connection.commit();
            if (!rows) {
                out.println(json ? "{\"changed\":" + Math.max(0, changed) + "}" : "done");
            }
        } catch (SQLException refused) {
            throw CommandFailure.usage("query: " + refused.getMessage());
        }
    }
}
