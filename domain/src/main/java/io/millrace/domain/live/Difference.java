package io.millrace.domain.live;

/**
 * A disagreement between the account and the broker, and what is done about it.
 *
 * @param code the scenario of the reconciliation table that it falls under
 * @param subject the order or symbol that it is about
 * @param local what the account believed
 * @param broker what the broker says
 * @param action what is done, in words
 * @param atMillis market time
 */
public record Difference(
        String account,
        ReconciliationCase code,
        String subject,
        String local,
        String broker,
        String action,
        long atMillis) {}
