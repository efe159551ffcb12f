package io.millrace.domain.live;

/** Every way in which the account and the broker can stand to each other over one subject. */
public enum ReconciliationCase {
    /** Both say the same. */
    AGREED
}
