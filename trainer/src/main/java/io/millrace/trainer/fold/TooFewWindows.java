package io.millrace.trainer.fold;

/** There is too little data for the folds that were asked for; the message has the numbers. */
public final class TooFewWindows extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooFewWindows(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
