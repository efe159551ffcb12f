package io.millrace.control.ledger;

/** A file that cannot be read as what it is said to be, so that nothing can be said of the run. */
public final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableRecord(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
