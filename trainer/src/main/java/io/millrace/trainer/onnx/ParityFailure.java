package io.millrace.trainer.onnx;

/** An exported model is not the trained one, and is not published. */
public final class ParityFailure extends Exception {

    private static final long serialVersionUID = 1L;

    ParityFailure(String message) {
        super(message);
    }

    ParityFailure(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
