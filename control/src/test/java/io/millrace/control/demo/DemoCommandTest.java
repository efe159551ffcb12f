package io.millrace.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    private static final Pattern DIGEST = Pattern.compile("(?m)^ +digest +([0-9a-f]{64})$");

    @TempDir private Path folder;

    /** Nobody can hold a digest on a page true by hand. */
    @Test
    void theDigestIsTheOneThatTheReadmeShowsAndTheModelVotes() throws IOException {
        Path out = folder.resolve("demo");

        CliRun run =
                CliRun.of(
                        "demo",
                        "--out",
                        out.toString(),
                        "--db",
                        "none",
                        "--home",
                        folder.resolve("home").toString());

        assertThat(run.code()).as(run.err()).isZero();
        Path readme = Path.of(System.getProperty("project.root"), "README.md");
        assertThat(digest(run.out())).isEqualTo(digest(Files.readString(readme)));
        List<String> decisions = Files.readAllLines(out.resolve("decisions.csv"));
        assertThat(decisions.stream().filter(line -> line.contains(",used,"))).isNotEmpty();
    }

    private static String digest(String text) {
        Matcher matcher = DIGEST.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
