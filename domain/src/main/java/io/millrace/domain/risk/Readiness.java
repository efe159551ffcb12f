package io.millrace.domain.risk;

/**
 * Whether what surrounds an account is fit for an entry. A simulated account is always ready.
 *
 * @param brokerReachable whether the broker answers
 * @param silentMillis market time since the price that the entry stands on
 * @param mostSilentMillis how much of that is too much when passed; zero for no limit
 * @param reconciled whether the account was found equal to the broker's record of it
 */
public record Readiness(
        boolean brokerReachable, long silentMillis, long mostSilentMillis, boolean reconciled) {

    private static final Readiness ALWAYS = new Readiness(true, 0, 0, true);

    /** Nothing outside can be in the way. */
    public static Readiness always() {
        return ALWAYS;
    }
}
