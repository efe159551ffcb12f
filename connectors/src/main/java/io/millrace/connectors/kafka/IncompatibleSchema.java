package io.millrace.connectors.kafka;

import java.util.List;

/** A schema that would break the readers of its subject: the registry has refused it. */
public final class IncompatibleSchema extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IncompatibleSchema(String subject, List<String> differences, Throwable refusal) {
        super(
                "schema of "
                        + subject
                        + ": "
                        + (differences.isEmpty()
                                ? refusal.getMessage()
                                : String.join("; ", differences))
                        + " (expected: a schema that reads what the one before wrote)",
                refusal);
    }
}
