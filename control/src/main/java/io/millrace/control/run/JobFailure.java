package io.millrace.control.run;

import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.control.CommandFailure;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Why a job ended early, from the innermost cause that says something. */
final class JobFailure {

    private JobFailure() {}

    static CommandFailure told(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
            if (cause instanceof DatabaseException) {
                break;
            }
        }
        StringWriter trace = new StringWriter();
        innermost.printStackTrace(new PrintWriter(trace));
        boolean explained = innermost instanceof DatabaseException;
        return CommandFailure.failed(
                "the run failed and nothing was written: "
                        + (explained ? innermost.getMessage() : trace.toString().strip()));
    }
}
