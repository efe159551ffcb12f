package io.millrace.broker.faults;

import java.util.regex.Pattern;

/**
 * A fault and when it is in force.
 *
 * @param byMarket whether {@code from} and {@code until} are instants of market time; otherwise
 *     they count milliseconds of wall clock since the start
 * @param times how often it strikes; {@link #ALWAYS} for as often as it can
 */
public record FaultRule(Faults.Fault fault, boolean byMarket, long from, long until, long times) {

    public static final long ALWAYS = Long.MAX_VALUE;

    boolean isInForce(long sinceStartMillis, long marketMillis) {
        long now = byMarket ? marketMillis : sinceStartMillis;
        return now >= from && now < until;
    }

    boolean matches(FaultKind kind, String occasion) {
        return fault.kind() == kind
                && (fault.path().isEmpty()
                        || Pattern.compile(fault.path()).matcher(occasion).find());
    }
}
