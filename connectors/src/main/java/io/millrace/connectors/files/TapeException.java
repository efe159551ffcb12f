package io.millrace.connectors.files;

/** An input that cannot be used at all: names the file, what was found and what was expected. */
public final class TapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TapeException(String file, String found, String expected) {
        super(message(file, found, expected));
    }

    public TapeException(String file, String found, String expected, Throwable cause) {
        super(message(file, found, expected), cause);
    }

    private static String message(String file, String found, String expected) {
        return file + ": " + found + " (expected: " + expected + ")";
    }
}
