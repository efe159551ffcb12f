package io.millrace.domain.config;

import java.util.List;

/** A configuration that must not start anything; names every mistake in it. */
public final class InvalidConfiguration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> complaints;

    public InvalidConfiguration(List<String> complaints) {
        super("configuration is not usable:\n  " + String.join("\n  ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    /** Every mistake, for whoever knows which file they were made in. */
    public List<String> complaints() {
        return complaints;
    }
}
