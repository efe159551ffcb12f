package io.millrace.connectors.audit;

import org.jspecify.annotations.Nullable;

/** There is no record of chains to check, or it cannot be read at all. */
public final class AuditUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AuditUnreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
