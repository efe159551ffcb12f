package io.millrace.control.report;

import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.market.RejectionCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the codes say to someone who reads one for the first time. */
final class CodeText {

    private CodeText() {}

    static <E extends Enum<E>> List<CodeCount> counts(
            Map<E, Long> counts, Function<E, String> meaning) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(
                        entry ->
                                new CodeCount(
                                        entry.getKey().name(),
                                        meaning.apply(entry.getKey()),
                                        entry.getValue()))
                .toList();
    }

    /** Why a decision became a HOLD. */
    static String meaning(Gate gate) {
        return switch (gate) {
            case VOTES -> "No alpha held a direction, or the directions cancelled out.";
            case ENTRY_WINDOW -> "The session was outside its entry window.";
            case AVERAGE_VOLUME -> "The symbol trades too little per session.";
            case SPREAD -> "The quoted spread was too wide.";
            case EARNINGS_BLACKOUT -> "An earnings report was near.";
            case CONFIDENCE -> "The confidence was too low.";
            case EXPECTED_MOVE -> "The expected move was too small.";
        };
    }

    /** Why a row was refused. */
    static String meaning(RejectionCode code) {
        return switch (code) {
            case COLUMN_COUNT -> "Too few or too many columns.";
            case TIME_UNREADABLE -> "A time in no known form.";
            case TIME_ZONE_MIXED -> "A time zone that differs from the file's first.";
            case NUMBER_UNREADABLE -> "A price or volume that is no number.";
            case PRICE_INVALID -> "A price that is NaN, infinite, zero or negative.";
            case VOLUME_INVALID -> "A volume that is NaN, infinite or negative.";
            case OHLC_INCONSISTENT -> "A high or low that contradicts the other prices.";
            case SYMBOL_UNKNOWN -> "No symbol, or one that the run does not trade.";
            case DUPLICATE -> "The same symbol and time again.";
            case OUT_OF_ORDER -> "Older than a row before it in the same file.";
            case OUTSIDE_SESSION -> "Outside every session of its market.";
            case UNDECODABLE -> "A topic's record that is no event of its schema.";
        };
    }
}
