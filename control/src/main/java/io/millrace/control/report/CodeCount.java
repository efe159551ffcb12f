package io.millrace.control.report;

import java.util.Comparator;
import java.util.List;

/**
 * How often a code was given.
 *
 * @param meaning one sentence, or empty where the code says it all
 */
record CodeCount(String code, String meaning, long count) {

    /** The most frequent first; equal ones by name, so that equal runs print equal pages. */
    static List<CodeCount> sorted(List<CodeCount> codes) {
        return codes.stream()
                .sorted(
                        Comparator.comparingLong(CodeCount::count)
                                .reversed()
                                .thenComparing(CodeCount::code))
                .toList();
    }
}
