package io.millrace.broker.ledger;

/** A ledger that cannot be read, written or believed; the message says which row and why. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
