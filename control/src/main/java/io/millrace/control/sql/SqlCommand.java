package io.millrace.control.sql;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a question about a finished run from its own database. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Query the database of a finished run (one that ran with --db embedded). Reads",
            "only. Without QUERY the database stays up for psql and other programs until",
            "Ctrl-C."
        },
        footer = {
            "",
            "Tables: signals, trade_decisions, risk_decisions, orders, order_events, trades,",
            "positions, account_state, backtest_runs, run_manifests; docs/storage.md has all.",
            "",
            "Examples:",
            "  ./millrace sql --run result \"select * from trades limit 5\"",
            "  ./millrace sql --run result"
        })
public final class SqlCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--run",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the run: the --out of backtest or demo.")
    private @Nullable Path run;

    @Parameters(
            arity = "0..1",
            paramLabel = "QUERY",
            description = "One SQL statement; the shell wants it in quotes.")
    private @Nullable String query;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (OpenedRun database = OpenedRun.of(Objects.requireNonNull(run))) {
            if (query != null) {
                print(database.address(), query, out);
            } else {
                out.println(database.psqlCommand());
                out.println("It is up until Ctrl-C.");
                new CountDownLatch(1).await();
            }
        }
        return ExitCode.OK;
    }

    private static void print(DatabaseAddress address, String query, PrintWriter out) {
        try (Connection connection = connect(address)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            QueryTable.print(connection, query, out);
        } catch (SQLException refused) {
            throw CommandFailure.usage("query: " + refused.getMessage());
        }
    }

    private static Connection connect(DatabaseAddress address) {
        try {
            return address.connect();
        } catch (SQLException away) {
            throw CommandFailure.failed("db: " + address + ": " + away.getMessage());
        }
    }
}
