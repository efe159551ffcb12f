package io.millrace.control.report;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the page of a run shows, and nothing that differs between two equal runs: no
 * clock, no host, no path.
 *
 * @param equity in the order of time
 * @param trades round trips in the order of their exits
 * @param months returns of calendar months in the order of time
 * @param funnel from bars to fills
 * @param rejections refusals of the risk engine and the broker by code
 * @param configuration every setting in force by dotted key; secrets are masked here
 * @param manifest versions and hashes of what went into the run
 */
public record RunReport(
        Heading heading,
        List<Figure> figures,
        List<EquityMark> equity,
        List<ClosedTrade> trades,
        List<MonthReturn> months,
        List<FunnelStep> funnel,
        List<CodeCount> rejections,
        List<Attribution> bySymbol,
        List<Attribution> byAlpha,
        DataQuality quality,
        SortedMap<String, String> configuration,
        SortedMap<String, String> manifest) {

    /** Copies everything; maps are kept sorted so that equal runs print equal pages. */
    public RunReport {
        figures = List.copyOf(figures);
        equity = List.copyOf(equity);
        trades = List.copyOf(trades);
        months = List.copyOf(months);
        funnel = List.copyOf(funnel);
        rejections = List.copyOf(rejections);
        bySymbol = List.copyOf(bySymbol);
        byAlpha = List.copyOf(byAlpha);
        configuration = masked(configuration);
        manifest = masked(manifest);
    }

    /** The run in one sentence. */
    public String verdict() {
        return Verdict.of(this);
    }

    /** The value of a statistic, or null where it is absent or was not asked for. */
    public @Nullable Double value(Statistic statistic) {
        for (Figure figure : figures) {
            if (figure.statistic() == statistic) {
                return figure.value();
            }
        }
        return null;
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
     * One statistic of the run.
     *
     * @param value absent where the run does not define it
     */
    public record Figure(Statistic statistic, @Nullable Double value) {

        /** Refuses NaN and infinities: an undefined statistic is absent. */
        public Figure {
            if (value != null && !Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        statistic.key() + ": " + value + " (expected: a finite number or absent)");
            }
        }
    }

    /** The account's worth at an instant. */
    public record EquityMark(long atMillis, double equity) {}

    /**
     * A position from its opening to its closing.
     *
     * @param quantity positive for a long position, negative for a short one
     * @param profit after fees
     * @param exitReason such as {@code TRAILING_STOP}
     */
    public record ClosedTrade(
            String symbol,
            long entryMillis,
            long exitMillis,
            BigDecimal quantity,
            BigDecimal entryPrice,
            BigDecimal exitPrice,
            BigDecimal profit,
            double returned,
            String exitReason) {}

    /**
     * The return of one calendar month in the market's zone.
     *
     * @param month 1..12
     * @param value as a fraction
     */
    public record MonthReturn(int year, int month, double value) {}

    /**
     * One stage on the way from a bar to a fill.
     *
     * @param meaning what is counted
     * @param count how many got this far
     * @param stopped what kept the others from getting this far
     */
    public record FunnelStep(String name, String meaning, long count, List<CodeCount> stopped) {

        /** Copies the codes. */
        public FunnelStep {
            stopped = List.copyOf(stopped);
        }
    }

    /** How often a code was given, and what it means. */
    public record CodeCount(String code, String meaning, long count) {}

    /**
     * What one symbol or one alpha contributed.
     *
     * @param trades round trips
     * @param winRate fraction of them with a profit; absent without trades
     * @param profit after fees
     */
    public record Attribution(
            String name, long trades, @Nullable Double winRate, BigDecimal profit) {}

    /**
     * What is known about the input.
     *
     * @param rows rows read from the tapes
     * @param bars bars that the run traded on
     * @param deadLetters refused rows by code
     * @param lateTrades trades that came after their bar was closed
     * @param synthetic whether any tape was generated
     */
    public record DataQuality(
            long rows, long bars, List<CodeCount> deadLetters, long lateTrades, boolean synthetic) {

        /** Copies the codes. */
        public DataQuality {
            deadLetters = List.copyOf(deadLetters);
        }

        /** How many rows were refused. */
        public long refused() {
            return deadLetters.stream().mapToLong(CodeCount::count).sum();
        }
    }
}
