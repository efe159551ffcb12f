package io.millrace.domain.risk;

/**
 * One rule's value against its limit.
 *
 * @param rule the code under which it refuses
 * @param actual the value, as it would be after the order
 * @param limit what it may be at most (or must be at least, as the code says)
 * @param breached whether the rule objects
 */
public record RuleReading(DenialCode rule, String actual, String limit, boolean breached) {

    /** The reading as logs and messages print it. */
    public String text() {
        return rule + ": limit=" + limit + ", actual=" + actual;
    }
}
