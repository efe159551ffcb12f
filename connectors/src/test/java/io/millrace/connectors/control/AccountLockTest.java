package io.millrace.connectors.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.control.AccountLock.Right;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountLockTest {

    private static final String HERE = ", process " + ProcessHandle.current().pid();

    @TempDir private Path home;
    private ControlFolder sim;

    @BeforeEach
    void openFolder() {
        sim = ControlFolder.of(home, "sim");
    }

    @Test
    void theSecondIsToldWhoWasFirst() throws IOException {
        try (AccountLock first = AccountLock.take(sim, Right.RUN, "run first")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> AccountLock.take(sim, Right.RUN, "run second"))
                    .isInstanceOf(AccountLock.Taken.class)
                    .hasMessageContaining("run first" + HERE + " (expected:");
            assertThat(AccountLock.holder(sim, Right.RUN)).contains("run first" + HERE);
        }
        assertThat(AccountLock.holder(sim, Right.RUN)).isEmpty();
    }

    @Test
    void anotherAccountAndAnotherRightAreFree() throws IOException {
        try (AccountLock one = AccountLock.take(sim, Right.RUN, "one");
                AccountLock right = AccountLock.take(sim, Right.TRADE, "one");
                AccountLock other =
                        AccountLock.take(
                                ControlFolder.of(home, "alpaca-paper"), Right.RUN, "two")) {
            assertThat(one).isNotSameAs(other).isNotSameAs(right);
        }
    }

    @Test
    void theRightComesBackAndTheNextHolderIsNamed() throws IOException {
        AccountLock.take(sim, Right.TRADE, "a-run-with-a-long-name").close();

        try (AccountLock next = AccountLock.take(sim, Right.TRADE, "b")) {
            assertThat(next).isNotNull();
        }
        assertThat(Files.readString(sim.path().resolve("trading"))).isEqualTo("b" + HERE + "\n");
    }

    @Test
    void anotherProcessSeesWhoHasItHoweverOftenItWasAskedFor() throws Exception {
        try (AccountLock first = AccountLock.take(sim, Right.TRADE, "first")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> AccountLock.take(sim, Right.TRADE, "second"))
                    .isInstanceOf(AccountLock.Taken.class);
            assertThat(elsewhere()).contains("first" + HERE);
        }
        assertThat(elsewhere()).contains("nobody");
    }

    /** Who another process finds to have the right. */
    private String elsewhere() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Looking.class.getName(),
                                home.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** Another process. */
    static final class Looking {

        private Looking() {}

        /** Says who trades the account of a home. */
        public static void main(String[] arguments) throws IOException {
            System.out.println(
                    AccountLock.holder(ControlFolder.of(Path.of(arguments[0]), "sim"), Right.TRADE)
                            .orElse("nobody"));
        }
    }
}
