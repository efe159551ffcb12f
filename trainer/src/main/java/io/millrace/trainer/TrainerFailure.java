package io.millrace.trainer;

/** An end of a command that its user can do something about: a sentence and an exit code. */
public final class TrainerFailure extends RuntimeException {

    /** Something outside went wrong, or a gate refused; docs/cli.md has the codes. */
    public static final int FAILED = 1;

    /** The command or its configuration has to be changed. */
    public static final int USAGE = 2;

    /** The input cannot be used. */
    public static final int UNUSABLE_INPUT = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private TrainerFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static TrainerFailure failed(String message) {
        return new TrainerFailure(FAILED, message);
    }

    public static TrainerFailure usage(String message) {
        return new TrainerFailure(USAGE, message);
    }

    public static TrainerFailure unusableInput(String message) {
        return new TrainerFailure(UNUSABLE_INPUT, message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public int exitCode() {
        return exitCode;
    }
}
