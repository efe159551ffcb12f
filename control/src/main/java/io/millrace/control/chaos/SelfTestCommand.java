package io.millrace.control.chaos;

import io.millrace.control.ExitCode;
import io.millrace.control.ledger.SelfTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Plants seven faults in a clean ledger, one at a time; the check has to name every one. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        description = {
            "Test the check itself: plant a loss, a duplicate, a semantic duplicate, an",
            "orphan, a reorder, a wrong fill and a torn last line, each alone in a clean",
            "ledger. It must name all seven."
        },
        footer = {
            "",
            "Exit codes: 0 all seven are named, 1 one is not.",
            "",
            "Example:",
            "  ./millrace chaos selftest"
        })
public final class SelfTestCommand implements Callable<Integer> {

    private static final long SEED = 1;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path folder = Files.createTempDirectory("millrace-selftest");
        try {
            List<SelfTest.Outcome> outcomes = SelfTest.run(SEED, folder);
            for (SelfTest.Outcome outcome : outcomes) {
                String first = outcome.named().stream().findFirst().orElse("nothing found");
                String word = outcome.caught() ? "named" : "MISSED";
                out.printf("planted %-19s %s (%s)%n", outcome.planted() + ":", word, first);
            }
            return outcomes.stream().allMatch(SelfTest.Outcome::caught)
                    ? ExitCode.OK
                    : ExitCode.FAILED;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
