package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo trades the simulator's account, and asks before it does. */
class DemoGateTest {

    @TempDir private Path folder;

    @Test
    void aRevokedAccountTradesNothingAndAnApprovedOneAsBefore() throws IOException {
        Path before = demo("before");
        say("revoke");
        Path revoked = demo("revoked");
        say("approve");
        Path after = demo("after");

        assertThat(rows(revoked, "blocked.csv"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).contains(",APPROVAL,"));
        assertThat(rows(revoked, "fills.csv")).isEmpty();
        assertThat(rows(before, "fills.csv")).isNotEmpty();
        assertThat(after.resolve("fills.csv")).hasSameBinaryContentAs(before.resolve("fills.csv"));
        assertThat(after.resolve("digest.json"))
                .hasSameBinaryContentAs(before.resolve("digest.json"));
    }

    private Path demo(String name) {
        Path out = folder.resolve(name);
        CliRun run = CliRun.of("demo", "--out", out.toString(), "--db", "none", "--home", home());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().contains("revoked, so every order was blocked"))
                .isEqualTo(name.equals("revoked"));
        return out;
    }

    private void say(String word) {
        assertThat(CliRun.of(word, "--home", home()).code()).isZero();
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    private static List<String> rows(Path run, String file) throws IOException {
        List<String> lines = Files.readAllLines(run.resolve(file));
        return lines.subList(1, lines.size());
    }
}
