package io.millrace.flink.digest;

import java.io.Serializable;

/**
 * How records of one type are written for their fingerprint. Every field that a decision depends
 * on, or that a user can see, takes part.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface Canonical<T> extends Serializable {

    void write(T value, CanonicalBytes out);
}
