package io.millrace.control.dlq;

import io.millrace.connectors.deadletter.StoredLetter;
import io.millrace.control.ExitCode;
import io.millrace.control.sql.ReachedDatabase;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one dead letter with its bytes. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Show one dead letter whole: its envelope and its bytes.",
        footer = {"", "Example:", "  ./millrace dlq show 3f2a9c1e"})
public final class DlqShowCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Its id; the first 8 characters do.")
    private String id = "";

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Database to look in; that of ./millrace up unless said.")
    private String db = ReachedDatabase.LOCAL;

    @Option(names = "--json", description = "Print JSON; key and bytes in Base64.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (OpenBox box = OpenBox.at(db, true)) {
            StoredLetter letter = box.one(id);
            if (json) {
                out.println(LetterJson.of(letter));
            } else {
                LetterText.whole(letter, out);
            }
        }
        return ExitCode.OK;
    }
}
