package io.millrace.domain.market;

/**
 * An input that could not be used, kept whole so that nothing is lost.
 *
 * @param source file or feed that it came from
 * @param line line in the file, counted from 1, or position in the feed
 * @param code what is wrong with it
 * @param value the offending text as it was read
 * @param expectation what would have been right
 */
public record DeadLetter(
        String source, long line, RejectionCode code, String value, String expectation) {}
