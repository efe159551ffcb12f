package io.millrace.stack.supervisor;

import java.util.Locale;

/** How a server stands. */
public enum Health {
    /** Not launched: a server that it needs does not answer yet. */
    WAITING,
    /** Launched, and has not answered since. */
    STARTING,
    /** Answers. */
    HEALTHY,
    /** Has answered, and does not answer now. */
    SILENT,
    /** Has ended or could not be launched; it is launched again after a pause. */
    FAILED;

    /** As people read it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
