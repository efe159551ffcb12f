package io.millrace.flink.feature;

/** An indicator that cannot be made as it was configured. */
final class Ta4jMistake extends Exception {

    private static final long serialVersionUID = 1L;

    private final String actual;
    private final String expected;

    Ta4jMistake(String actual, String expected) {
        super(actual + " (expected: " + expected + ")");
        this.actual = actual;
        this.expected = expected;
    }

    String actual() {
        return actual;
    }

    String expected() {
        return expected;
    }
}
