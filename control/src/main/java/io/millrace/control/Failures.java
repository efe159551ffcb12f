package io.millrace.control;

import io.millrace.connectors.files.TapeException;
import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.connectors.kafka.IncompatibleSchema;
import io.millrace.connectors.kafka.KafkaUnavailable;
import io.millrace.connectors.kafka.RegistryUnavailable;
import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.stack.postgres.DatabaseUnavailable;
import io.millrace.stack.server.ServerUnavailable;

/** What a failure says to the person at the terminal, and to the script that called. */
final class Failures {

    private Failures() {}

    static int exitCode(Throwable failure) {
        if (failure instanceof CommandFailure known) {
            return known.exitCode();
        }
        if (failure instanceof InvalidConfiguration) {
            return ExitCode.USAGE;
        }
        if (failure instanceof TapeException) {
            return ExitCode.UNUSABLE_INPUT;
        }
        if (failure instanceof DatabaseException database) {
            return database.isMisconfigured() ? ExitCode.USAGE : ExitCode.FAILED;
        }
        if (failure instanceof DatabaseUnavailable embedded) {
            return embedded.isMisconfigured() ? ExitCode.USAGE : ExitCode.FAILED;
        }
        return ExitCode.FAILED;
    }

    /** A sentence where the cause is known; otherwise every cause, but no stack trace. */
    static String told(Throwable failure) {
        if (isKnown(failure)) {
            return "millrace: " + failure.getMessage();
        }
        StringBuilder text = new StringBuilder("millrace: unexpected failure: ").append(failure);
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append("\n  caused by: ").append(cause);
        }
        return text.append("\n  MILLRACE_LOG=info shows more; please report it").toString();
    }

    private static boolean isKnown(Throwable failure) {
        return failure instanceof CommandFailure
                || failure instanceof InvalidConfiguration
                || failure instanceof TapeException
                || failure instanceof DatabaseException
                || failure instanceof KafkaUnavailable
                || failure instanceof RegistryUnavailable
                || failure instanceof IncompatibleSchema
                || failure instanceof DatabaseUnavailable
                || failure instanceof ServerUnavailable;
    }
}
