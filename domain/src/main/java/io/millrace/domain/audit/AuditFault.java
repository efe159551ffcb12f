package io.millrace.domain.audit;

/**
 * The first thing that is wrong with a record of chains.
 *
 * @param place where, such as {@code line 17}
 * @param subject what is wrong there
 * @param actual what stands there
 * @param expected what would have to
 */
public record AuditFault(String place, String subject, String actual, String expected) {

    public String text() {
        return place + ": " + subject + ": " + actual + " (expected: " + expected + ")";
    }
}
