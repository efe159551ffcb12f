package io.millrace.domain.ensemble;

/** What a gate does about a value that is not known. */
public enum WhenUnknown {
    PASS,
    BLOCK
}
