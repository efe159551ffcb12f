package io.millrace.observe;

/** One question that a process asks itself when somebody wants to know how it is. */
@FunctionalInterface
public interface HealthCheck {

    /** Looks, quickly; whatever is thrown counts as a failure with that reason. */
    Finding look() throws Exception;

    /**
     * An answer.
     *
     * @param reason what was seen, whether good or bad
     */
    record Finding(boolean passed, String reason) {

        public static Finding passed(String reason) {
            return new Finding(true, reason);
        }

        public static Finding failed(String reason) {
            return new Finding(false, reason);
        }

        public static Finding of(boolean passed, String whenPassed, String whenFailed) {
            return new Finding(passed, passed ? whenPassed : whenFailed);
        }
    }
}
