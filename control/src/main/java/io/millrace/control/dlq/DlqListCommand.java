package io.millrace.control.dlq;

import io.millrace.connectors.deadletter.StoredLetter;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.sql.ReachedDatabase;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters, those that failed last at the end. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "List dead letters: when they failed, where they came from, and why.",
        footer = {"", "Example:", "  ./millrace dlq list --topic market.raw --since 2h"})
public final class DlqListCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private LetterFilter filter = new LetterFilter();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most letters to list; ${DEFAULT-VALUE} unless said.")
    private int limit = 1_000;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Database to look in; that of ./millrace up unless said.")
    private String db = ReachedDatabase.LOCAL;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw CommandFailure.usage("--limit: " + limit + " (expected: 1 or more)");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Instant since = filter.since(Instant.now());
        try (OpenBox box = OpenBox.at(db, true)) {
            List<StoredLetter> letters =
                    box.ask(letter -> letter.list(filter.topic(), since, limit));
            if (json) {
                out.println(LetterJson.of(letters));
                return ExitCode.OK;
            }
            LetterText.header(out);
            letters.forEach(letter -> LetterText.line(letter, out));
            out.println(letters.size() == 1 ? "(1 letter)" : "(" + letters.size() + " letters)");
        }
        return ExitCode.OK;
    }
}
