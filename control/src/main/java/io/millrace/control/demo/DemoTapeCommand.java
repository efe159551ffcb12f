package io.millrace.control.demo;

import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the demo's tape into a folder, for who trains or tests on it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Write the demo's tape: 100 000 BTC/USD trades of November 2013.",
        footer = {"", "Example:", "  ./millrace tape demo --out out/demo-tape"})
public final class DemoTapeCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Path folder = Objects.requireNonNull(out);
        if (Files.exists(folder)) {
            throw CommandFailure.usage("--out: " + folder + " exists (expected: a new folder)");
        }
        DemoFiles.writeTape(folder);
        Objects.requireNonNull(spec).commandLine().getOut().println("demo tape in " + folder);
        return ExitCode.OK;
    }
}
