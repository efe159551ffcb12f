package io.millrace.modelserver.onnx;

/** A model that cannot be served: which one, and what was expected of it. */
public final class BadModel extends Exception {

    private static final long serialVersionUID = 1L;

    public BadModel(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
