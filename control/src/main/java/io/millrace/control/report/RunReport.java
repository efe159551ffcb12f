package io.millrace.control.report;

import io.millrace.domain.market.RejectionCode;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the page of a run shows, and nothing that differs between two equal runs: no
 * clock, no host, no duration.
 *
 * @param results what the run amounted to
 * @param configuration every setting in force by dotted key; credentials are masked here
 * @param manifest versions and hashes of what went into the run; masked likewise
 */
public record RunReport(
        Heading heading,
        RunResults results,
        DataQuality quality,
        Map<String, String> configuration,
        Map<String, String> manifest) {

    /** Masks credentials and sorts the settings, so that equal runs print equal pages. */
    public RunReport {
        configuration = masked(configuration);
        manifest = masked(manifest);
    }

    /** The run in one or two plain sentences. */
    public String verdict() {
        return Verdict.of(this);
    }

    private static SortedMap<String, String> masked(Map<String, String> settings) {
        SortedMap<String, String> masked = new TreeMap<>();
        settings.forEach((key, value) -> masked.put(key, Secrets.mask(key, value)));
        return Collections.unmodifiableSortedMap(masked);
    }

    /**
     * Which run this is.
     *
     * @param name title of the page
     * @param data where the tape came from, as the user named it
     * @param fromMillis start of the first bar
     * @param toMillis end of the last bar
     * @param zone the market's zone, in which every time is shown
     * @param digest hash over the canonical output of every stage
     * @param currency unit of money, such as {@code USD}
     */
    public record Heading(
            String name,
            String data,
            List<String> symbols,
            long fromMillis,
            long toMillis,
            ZoneId zone,
            String strategy,
            String profile,
            String digest,
            String currency) {

        /** Copies the symbols. */
        public Heading {
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * What is known about the input.
     *
     * @param rows rows read from the tapes
     * @param deadLetters refused rows by code
     * @param lateTrades trades that came after their bar was closed
     * @param synthetic whether any tape was generated
     */
    public record DataQuality(
            long rows, Map<RejectionCode, Long> deadLetters, long lateTrades, boolean synthetic) {

        /** Orders the codes as they are declared. */
        public DataQuality {
            EnumMap<RejectionCode, Long> ordered = new EnumMap<>(RejectionCode.class);
            ordered.putAll(deadLetters);
            deadLetters = Collections.unmodifiableMap(ordered);
        }

        /** How many rows were refused. */
        public long refused() {
            return deadLetters.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
