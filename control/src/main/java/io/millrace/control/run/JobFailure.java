package io.millrace.control.run;

import io.millrace.connectors.files.TapeException;
import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.control.CommandFailure;
import io.millrace.domain.config.InvalidConfiguration;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ExecutionException;

/** Why a job ended early: the cause that says what to do, without Flink's wrapping. */
final class JobFailure {

    private JobFailure() {}

    /** The exception to end a command with that leaves nothing behind when it fails. */
    static RuntimeException of(Throwable failure) {
        return of(failure, "the run failed and nothing was written");
    }

    /**
     * The exception to end the command with.
     *
     * @param outcome what the failure means for the results
     */
    static RuntimeException of(Throwable failure, String outcome) {
        IOException trouble = null;
        Throwable own = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (explainsItself(cause)) {
                return (RuntimeException) cause;
            }
            if (cause instanceof BindException) {
                return CommandFailure.usage(
                        "the port of Flink's web UI was taken meanwhile (expected: a free one;"
                                + " --ui-port chooses)");
            }
            if (trouble == null && cause instanceof IOException one) {
                trouble = one;
            }
            if (isWrapping(own)) {
                own = cause;
            }
        }
        return trouble == null
                ? new IllegalStateException(outcome, own)
                : CommandFailure.failed(outcome + ": " + sentence(trouble));
    }

    private static boolean explainsItself(Throwable cause) {
        return cause instanceof TapeException
                || cause instanceof DatabaseException
                || cause instanceof InvalidConfiguration
                || cause instanceof CommandFailure;
    }

    private static boolean isWrapping(Throwable cause) {
        return cause instanceof ExecutionException
                || cause.getClass().getName().startsWith("org.apache.flink.");
    }

    /** The message, with that of its cause where that says more. */
    private static String sentence(IOException trouble) {
        String message = trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
        Throwable cause = trouble.getCause();
        String detail = cause == null ? null : cause.getMessage();
        if (detail == null || message.contains(detail)) {
            return message;
        }
        return message + " (" + detail.lines().findFirst().orElse("") + ")";
    }
}
