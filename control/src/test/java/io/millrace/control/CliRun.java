package io.millrace.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One command, run in this process: its exit code and what it said. */
public record CliRun(int code, String out, String err) {

    public static CliRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Millrace.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CliRun(code, out.toString(), err.toString());
    }

    /** A backtest without database at parallelism 1. */
    public static CliRun backtest(Path data, Path out, String... more) {
        Stream<String> fixed =
                Stream.of(
                        "backtest",
                        "--data",
                        data.toString(),
                        "--out",
                        out.toString(),
                        "--db",
                        "none",
                        "--parallelism",
                        "1");
        return of(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    /** What lies in a folder, hidden files too. */
    public static List<String> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }
}
