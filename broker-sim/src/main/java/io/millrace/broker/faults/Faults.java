package io.millrace.broker.faults;

import java.util.Optional;

/** The faults that are in force. */
public interface Faults {

    /**
     * One fault in force.
     *
     * @param path regular expression that a request's method and path has to match, such as {@code
     *     POST /v2/orders}; matches everything when it is empty
     * @param delayMillis for SLOW, and how long a MUTE_SOCKET lasts
     * @param share 0..1: the share of the occasions at which it strikes
     */
    record Fault(FaultKind kind, String path, long delayMillis, double share) {}

    /** The fault that strikes on this occasion, if one does; a counted one is used up by it. */
    Optional<Fault> strike(FaultKind kind, String occasion);

    /** Nothing ever goes wrong. */
    static Faults none() {
        return (kind, occasion) -> Optional.empty();
    }
}
