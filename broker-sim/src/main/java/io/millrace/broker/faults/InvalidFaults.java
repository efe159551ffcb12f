package io.millrace.broker.faults;

/** Faults that cannot be read; the message says which, and what was expected. */
public final class InvalidFaults extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidFaults(String message) {
        super(message);
    }

    static InvalidFaults at(String name, Object actual, String expected) {
        return new InvalidFaults(name + ": " + actual + " (expected: " + expected + ")");
    }
}
