package io.millrace.control;

/** Whether a person watches; the launcher looks, because Java cannot tell stdout from stderr. */
public final class Terminal {

    private Terminal() {}

    /** Whether stderr, where progress is shown, is a terminal. */
    public static boolean showsProgress() {
        return Boolean.getBoolean("millrace.terminal");
    }

    /** Whether stdout, where results are printed, is a terminal. */
    public static boolean showsResults() {
        return Boolean.getBoolean("millrace.terminal.results");
    }
}
