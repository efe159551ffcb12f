package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.control.ControlFolder;
import io.millrace.control.CommandFailure;
import io.millrace.control.Tapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountLockTest {

    @TempDir private Path home;
    private ControlFolder sim;

    @BeforeEach
    void openFolder() {
        sim = ControlFolder.of(home, "sim");
    }

    @Test
    void theSecondIsToldWhoWasFirst() throws IOException {
        try (AccountLock first = AccountLock.take(sim, "first")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> AccountLock.take(sim, "second"))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(
                            "run first, process " + ProcessHandle.current().pid() + " (expected:");
        }
    }

    @Test
    void anotherAccountIsFree() throws IOException {
        try (AccountLock one = AccountLock.take(sim, "one");
                AccountLock other =
                        AccountLock.take(ControlFolder.of(home, "alpaca-paper"), "two")) {
            assertThat(one).isNotSameAs(other);
        }
    }

    @Test
    void theRightComesBackAndTheNextHolderIsNamed() throws IOException {
        AccountLock.take(sim, "a-run-with-a-long-name").close();

        try (AccountLock next = AccountLock.take(sim, "b")) {
            assertThat(next).isNotNull();
        }
        assertThat(Files.readString(sim.path().resolve("lock")))
                .isEqualTo("run b, process " + ProcessHandle.current().pid() + "\n");
    }

    @Test
    void aRunInAnotherProcessIsRefusedAndLeavesNothing() throws Exception {
        Path tape = Tapes.write(home, Tapes.bars(30));

        try (AccountLock first = AccountLock.take(sim, "first");
                ChildProcess second =
                        ChildProcess.start(
                                home.resolve("second.log"),
                                "run",
                                "--tape",
                                tape.toString(),
                                "--home",
                                home.toString())) {
            assertThat(first).isNotNull();
            assertThat(second.exitCode()).as(second.said()).isEqualTo(1);
            assertThat(second.said())
                    .contains(
                            "the account is being traded by run first, process "
                                    + ProcessHandle.current().pid());
        }
        assertThat(home.resolve("runs")).doesNotExist();
    }
}
