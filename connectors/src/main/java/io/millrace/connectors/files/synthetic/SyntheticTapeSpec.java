package io.millrace.connectors.files.synthetic;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What a synthetic tape is made from; equal specifications give equal bytes.
 *
 * @param symbols 1 to {@value #MAX_SYMBOLS} different names that can stand in a file name
 * @param days New York sessions from 2020-01-02 on, 1 to {@value #MAX_DAYS}
 * @param seed chooses the tape; a symbol's bars depend on it and the symbol's name alone
 */
public record SyntheticTapeSpec(List<String> symbols, int days, long seed) {

    /** The trade date of the first session of every synthetic tape. */
    public static final LocalDate FIRST_DATE = LocalDate.of(2020, 1, 2);

    public static final int MAX_SYMBOLS = 9_999;

    /** Ten years, which end before the calendar does. */
    public static final int MAX_DAYS = 2_520;

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9.-]{0,15}");

    public SyntheticTapeSpec {
        symbols = List.copyOf(symbols);
        require(
                !symbols.isEmpty() && symbols.size() <= MAX_SYMBOLS,
                "symbols",
                symbols.size(),
                "1.." + MAX_SYMBOLS + " of them");
        HashSet<String> seen = new HashSet<>();
        for (String symbol : symbols) {
            require(
                    SYMBOL.matcher(symbol).matches(),
                    "symbol",
                    symbol,
                    "1 to 16 of A-Z, 0-9, point and hyphen, a letter or digit first");
            require(seen.add(symbol), "symbol", symbol, "named only once");
        }
        require(days >= 1 && days <= MAX_DAYS, "days", days, "1.." + MAX_DAYS);
    }

    /** A tape of so many symbols, named {@code SYN0001} and so on. */
    public static SyntheticTapeSpec numbered(int symbols, int days, long seed) {
        require(symbols >= 1 && symbols <= MAX_SYMBOLS, "symbols", symbols, "1.." + MAX_SYMBOLS);
        List<String> names =
                IntStream.rangeClosed(1, symbols).mapToObj("SYN%04d"::formatted).toList();
        return new SyntheticTapeSpec(names, days, seed);
    }

    /** The sessions that the tape covers, oldest first. */
    public List<TradingSession> sessions() {
        SessionCalendar calendar = Market.XNYS.calendar();
        return LongStream.iterate(FIRST_DATE.toEpochDay(), day -> day + 1)
                .mapToObj(LocalDate::ofEpochDay)
                .flatMap(date -> calendar.sessionOn(date).stream())
                .limit(days)
                .toList();
    }

    /** Bars that the tape has at most; halts and quiet minutes leave some out. */
    public long barsAtMost() {
        return symbols.size() * sessions().stream().mapToLong(TradingSession::minutes).sum();
    }

    private static void require(boolean holds, String name, Object value, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: " + expectation + ")");
        }
    }
}
