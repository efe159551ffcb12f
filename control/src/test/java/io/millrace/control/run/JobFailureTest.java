package io.millrace.control.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.TapeException;
import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.JobException;
import org.junit.jupiter.api.Test;

class JobFailureTest {

    @Test
    void aFailureThatExplainsItselfIsHandedOnAsItIs() {
        TapeException tape = new TapeException("bars.csv.gz", "broken off", "a whole file");
        DatabaseException database = new DatabaseException("trades: refused");

        assertThat(JobFailure.of(wrapped(tape))).isSameAs(tape);
        assertThat(JobFailure.of(wrapped(new IOException("while writing", database))))
                .isSameAs(database);
    }

    @Test
    void troubleWithTheMachineIsASentence() {
        assertThat(JobFailure.of(wrapped(new IOException("No space left on device"))))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(1))
                .hasMessage("the run failed and nothing was written: No space left on device");
        assertThat(
                        JobFailure.of(
                                wrapped(
                                        new IOException(
                                                "trades: the database is away after 5 attempts",
                                                new IOException("Connection refused\nmore")))))
                .hasMessageEndingWith(
                        "trades: the database is away after 5 attempts (Connection refused)");
    }

    @Test
    void aPortThatWasTakenMeanwhileIsUsage() {
        assertThat(JobFailure.of(wrapped(new BindException("Address already in use"))))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(2))
                .hasMessageContaining("--ui-port");
    }

    @Test
    void whatNobodyExpectedKeepsItsCausesWithoutFlinksWrapping() {
        ArithmeticException bug = new ArithmeticException("/ by zero");

        assertThat(JobFailure.of(wrapped(bug)))
                .isInstanceOf(IllegalStateException.class)
                .cause()
                .isSameAs(bug);
    }

    private static Throwable wrapped(Throwable cause) {
        return new ExecutionException(new JobException("Recovery is suppressed", cause));
    }
}
