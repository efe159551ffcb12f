package io.millrace.control.explain;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CommandFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells everything about one decision, makes it again, and says what would have turned it. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Tell everything about one decision, from its bar to its fills; make it again from",
            "its own record; and find the smallest change that would have turned it."
        },
        footer = {
            "",
            "Exit codes: 0 found and recomputed, 1 the recomputation differs, 2 not found or",
            "unreadable.",
            "",
            "Examples:",
            "  ./millrace explain 3f2a9c1e --run result",
            "  ./millrace explain 3f2a9c1e --json"
        })
public final class ExplainCommand implements Callable<Integer> {

    private static final int EQUAL = 0;
    private static final int DIFFERS = 1;
    private static final int LEAST_CHARACTERS = 8;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            description =
                    "A decision (decision_id), a chain (correlation id) or an order"
                            + " (client_order_id); its first 8 characters do.")
    private String id = "";

    @Option(
            names = "--run",
            paramLabel = "DIR|ID",
            description =
                    "Folder of the run; the newest below out or ~/.millrace unless said. With"
                            + " --db: the run's id.")
    private @Nullable String run;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Look in the tables of this database instead.")
    private @Nullable String db;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (id.length() < LEAST_CHARACTERS) {
            throw unreadable("ID: " + id + " (expected: at least its first 8 characters)");
        }
        RecordedRun from = new RecordedRun(rows());
        RecordedDecision recorded =
                from.find(id)
                        .orElseThrow(
                                () ->
                                        unreadable(
                                                id
                                                        + " is not in "
                                                        + from.name()
                                                        + " (expected: a decision, chain or"
                                                        + " order of that run)"));
        Explanation explanation = Explanation.of(from, recorded);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(json ? ExplainJson.of(explanation) : new ExplainText(explanation).text());
        return explanation.recomputed().isEqual() ? EQUAL : DIFFERS;
    }

    private RunRows rows() {
        if (db != null) {
            return TableRows.of(DatabaseAddress.parse(db), id, run);
        }
        return new FolderRows(run == null ? RunFolders.newest() : Path.of(run));
    }

    /** There is nothing to explain: exit code 2, like whatever a user can change. */
    static CommandFailure unreadable(String message) {
        return CommandFailure.usage(message);
    }
}
