package io.millrace.control;

/** What the process answers to the shell; scripts depend on these numbers. */
public final class ExitCode {

    public static final int OK = 0;

    /** Something outside the command went wrong; the same command may work later. */
    public static final int FAILED = 1;

    /** The command or its configuration is wrong and has to be changed. */
    public static final int USAGE = 2;

    /** The input data cannot be used. */
    public static final int UNUSABLE_INPUT = 3;

    private ExitCode() {}
}
