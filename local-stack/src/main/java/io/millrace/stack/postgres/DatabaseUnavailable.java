package io.millrace.stack.postgres;

/** An embedded database that cannot be started here; says what is wrong and what to do. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean misconfigured;

    /** One that stays until something else is asked for: another platform, another port. */
    public DatabaseUnavailable(String message) {
        super(message);
        misconfigured = true;
    }

    /** One that may be gone at the next try. */
    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
        misconfigured = false;
    }

    private DatabaseUnavailable(String message, Throwable cause, boolean misconfigured) {
        super(message, cause);
        this.misconfigured = misconfigured;
    }

    static DatabaseUnavailable portTaken(String message, Throwable cause) {
        return new DatabaseUnavailable(message, cause, true);
    }

    /** Whether trying again is useless until something else is asked for. */
    public boolean isMisconfigured() {
        return misconfigured;
    }
}
