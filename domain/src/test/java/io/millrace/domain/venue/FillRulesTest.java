package io.millrace.domain.venue;

import static io.millrace.domain.venue.VenueRun.at;
import static io.millrace.domain.venue.VenueRun.bracket;
import static io.millrace.domain.venue.VenueRun.limit;
import static io.millrace.domain.venue.VenueRun.market;
import static io.millrace.domain.venue.VenueRun.order;
import static io.millrace.domain.venue.VenueRun.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Worked by hand from the public descriptions of Lean's equity fill model: a limit order fills when
 * the bar trades beyond it, at the better of limit and open; a stop order fills when the bar
 * reaches it, at the worse of stop and open; a market order fills at the open of the next bar.
 */
class FillRulesTest {

    @ParameterizedTest(name = "{0} {1} at {2} meets open {3}, high {4}, low {5} -> {6}")
    @CsvSource({
        // passed, touched, missed by a cent
        "LIMIT, BUY,  100, 101,    102,    99.99,  100",
        "LIMIT, BUY,  100, 101,    102,    100,    -",
        "LIMIT, BUY,  100, 101,    102,    100.01, -",
        // the gap in our favour is ours
        "LIMIT, BUY,  100, 99.5,   102,    99,     99.5",
        "LIMIT, BUY,  100, 99.99,  102,    99.99,  99.99",
        "LIMIT, BUY,  100, 100,    101,    99.99,  100",
        "LIMIT, BUY,  100, 100,    101,    100,    -",
        "LIMIT, SELL, 100, 99,     100.01, 98,     100",
        "LIMIT, SELL, 100, 99,     100,    98,     -",
        "LIMIT, SELL, 100, 99,     99.99,  98,     -",
        "LIMIT, SELL, 100, 100.5,  101,    98,     100.5",
        "LIMIT, SELL, 100, 100,    100.01, 99,     100",
        "LIMIT, SELL, 100, 100,    100,    99,     -",
        // a stop fires on the touch, and a gap through it costs the gap
        "STOP,  SELL, 100, 101,    102,    99,     100",
        "STOP,  SELL, 100, 101,    102,    100,    100",
        "STOP,  SELL, 100, 101,    102,    100.01, -",
        "STOP,  SELL, 100, 100,    102,    99.5,   100",
        "STOP,  SELL, 100, 99,     99.5,   98,     99",
        "STOP,  BUY,  100, 99,     101,    98,     100",
        "STOP,  BUY,  100, 99,     100,    98,     100",
        "STOP,  BUY,  100, 99,     99.99,  98,     -",
        "STOP,  BUY,  100, 100,    101,    99,     100",
        "STOP,  BUY,  100, 101,    102,    100.5,  101",
        "MARKET, BUY,  ,   101,    102,    99,     101",
        "MARKET, SELL, ,   101,    102,    99,     101",
    })
    void fillsAtWhatTheBarCanProve(
            OrderType type,
            Side side,
            @Nullable String price,
            double open,
            double high,
            double low,
            String expected) {
        VenueRun run = VenueRun.exact();
        run.submit(order("o", side, type, "100", price));

        if (expected.equals("-")) {
            VenueBook before = run.book;
            assertThat(run.bar(0, open, high, low, open)).isEmpty();
            assertThat(run.book).isSameAs(before);
        } else {
            assertThat(run.bar(0, open, high, low, open))
                    .containsExactly("o FINAL_FILL 100 @ " + expected);
            assertThat(run.book).isEqualTo(VenueBook.empty());
        }
    }

    @ParameterizedTest(name = "{0} at 100, high {1}, low {2} -> {3}")
    @CsvSource({
        "BUY,  102,   100,    100",
        "BUY,  102,   100.01, -",
        "SELL, 100,   98,     100",
        "SELL, 99.99, 98,     -",
    })
    void aTouchIsEnoughWhereTheConfigurationSaysSo(
            Side side, double high, double low, String expected) {
        VenueRun run = VenueRun.exact("venue.limit-needs-trade-through", "false");
        run.submit(limit("o", side, "100", "100"));

        double open = side == Side.BUY ? 101 : 99;
        assertThat(run.bar(0, open, high, low, open))
                .isEqualTo(
                        expected.equals("-")
                                ? List.of()
                                : List.of("o FINAL_FILL 100 @ " + expected));
    }

    @ParameterizedTest(name = "submitted {0} ms after the bar began -> {1}")
    @CsvSource({"-1, true", "0, true", "1, false", "60000, false", "60001, false"})
    void anOrderMeetsOnlyBarsThatBeganAfterIt(long later, boolean fills) {
        VenueRun run = VenueRun.exact();
        run.submit(at(market("o", Side.BUY, "1"), VenueRun.OPEN + later, TimeInForce.GTC));

        assertThat(run.bar(0, 100, 100, 100, 100).isEmpty()).isNotEqualTo(fills);
    }

    @ParameterizedTest(name = "{0} {1} at {2}, open {3} -> {4}, expected {5}")
    @CsvSource({
        // five basis points, then to the ten-thousandth against us
        "MARKET, BUY,  ,    100,     100.0500, 100",
        "MARKET, SELL, ,    100,     99.9500,  100",
        "MARKET, BUY,  ,    33.3333, 33.3500,  33.3333",
        "MARKET, SELL, ,    33.3333, 33.3166,  33.3333",
        "STOP,   SELL, 100, 101,     99.9500,  100",
        "STOP,   SELL, 100, 99,      98.9505,  99",
        "STOP,   BUY,  100, 99,      100.0500, 100",
        "LIMIT,  BUY,  100, 101,     100,      100",
        "LIMIT,  SELL, 100, 101,     101.0,    101.0",
        // below a dollar six significant digits are kept
        "MARKET, BUY,  ,    0.123456, 0.123518, 0.123456",
        "MARKET, SELL, ,    0.123456, 0.123394, 0.123456",
        "MARKET, SELL, ,    0.5,      0.499750, 0.5",
        "MARKET, SELL, ,    0.00001,  0.000009995, 0.00001",
        "MARKET, BUY,  ,    0.99999,  1.00049,  0.99999",
        "MARKET, BUY,  ,    1,        1.0005,   1",
        "MARKET, BUY,  ,    1.00001,  1.0006,   1.00001",
    })
    void slipsOnlyWhereLiquidityIsTaken(
            OrderType type,
            Side side,
            @Nullable String price,
            double open,
            BigDecimal paid,
            BigDecimal expected) {
        VenueRun run = VenueRun.standard();
        run.submit(order("o", side, type, "100", price));
        run.bar(0, open, open + 2, open - 2, open);

        assertThat(run.onlyFill().price()).isEqualByComparingTo(paid);
        assertThat(run.onlyFill().expectedPrice()).isEqualByComparingTo(expected);
    }

    @Test
    void aFillSaysWhatWhenAndWhatItCost() {
        VenueRun run = VenueRun.standard();
        run.submit(market("o", Side.SELL, "250"));
        run.bar(3, 100, 101, 99, 100);

        // SEC: 24987.50 * 8.00 / 1e6 = 0.1999; TAF: 250 * 0.000166 = 0.0415
        assertThat(run.onlyFill())
                .isEqualTo(
                        new Fill(
                                "o",
                                "AAPL",
                                Side.SELL,
                                new BigDecimal("250"),
                                new BigDecimal("99.9500"),
                                new BigDecimal("0.25"),
                                new BigDecimal("100.0"),
                                VenueRun.OPEN + 4 * VenueRun.MINUTE,
                                0));
        assertThat(run.events.get(0).atMillis()).isEqualTo(VenueRun.OPEN + 4 * VenueRun.MINUTE);
    }

    @ParameterizedTest(name = "{0} entry at {1}, stop {2}: open {3}, high {4}, low {5} -> {6}")
    @CsvSource({
        // entered at the open, then the low may have come: it is assumed to have
        "MARKET, ,    99,    100, 101,  98,    99",
        "MARKET, ,    99,    100, 101,  99,    99",
        "MARKET, ,    99,    100, 101,  99.01, -",
        // the market gapped below the stop before we were in
        "MARKET, ,    99,    98,  101,  97,    98",
        "LIMIT,  100, 99,    101, 102,  98.5,  99",
        "LIMIT,  100, 99,    101, 102,  99.5,  -",
        // a breakout entry fills at 101, so its stop cannot have filled at the open below
        "STOP,   101, 100.5, 100, 102,  99,    100.5",
        "STOP,   101, 99.5,  100, 102,  99,    99.5",
        "STOP,   101, 99.5,  100, 102,  99.6,  -",
    })
    void theStopMayBeHitOnTheEntrysOwnBar(
            OrderType type,
            @Nullable String price,
            String stopLoss,
            double open,
            double high,
            double low,
            String expected) {
        VenueRun run = VenueRun.exact();
        run.submit(bracket(order("entry", Side.BUY, type, "100", price), "101.5", stopLoss));

        assertThat(run.bar(0, open, high, low, open))
                .filteredOn(told -> told.startsWith("sl FINAL_FILL"))
                .isEqualTo(
                        expected.equals("-")
                                ? List.of()
                                : List.of("sl FINAL_FILL 100 @ " + expected));
        assertThat(run.events)
                .noneMatch(event -> event.clientOrderId().equals("tp") && event.fill() != null);
    }

    @ParameterizedTest(name = "{0} entry, take profit {1}, stop {2}: high {3}, low {4} -> {5}")
    @CsvSource({
        // both inside the bar: the worse one is assumed
        "BUY,  103, 98,  103.5, 97.5,  sl FINAL_FILL 100 @ 98",
        "BUY,  103, 98,  103.5, 98,    sl FINAL_FILL 100 @ 98",
        "BUY,  103, 98,  103.5, 98.01, tp FINAL_FILL 100 @ 103",
        "BUY,  103, 98,  103,   98.01, -",
        "SELL, 98,  103, 103.5, 97.5,  sl FINAL_FILL 100 @ 103",
        "SELL, 98,  103, 103,   97.5,  sl FINAL_FILL 100 @ 103",
        "SELL, 98,  103, 102.9, 97.5,  tp FINAL_FILL 100 @ 98",
    })
    void ofTwoProtectionsInsideOneBarTheStopFills(
            Side side, String takeProfit, String stopLoss, double high, double low, String hit) {
        VenueRun run = VenueRun.exact();
        run.submit(bracket(market("entry", side, "100"), takeProfit, stopLoss));
        run.bar(0, 100, 100.5, 99.5, 100);

        assertThat(run.bar(1, 100, high, low, 100))
                .filteredOn(told -> told.contains("FILL"))
                .isEqualTo(hit.equals("-") ? List.of() : List.of(hit));
        assertThat(run.working()).hasSize(hit.equals("-") ? 2 : 0);
    }

    @Property
    void comparingDoublesIsComparingPrintedPrices(
            @ForAll @LongRange(min = 1, max = 999_999_999_999_999L) long limit,
            @ForAll @LongRange(min = -1, max = 1) long away) {
        BigDecimal price = BigDecimal.valueOf(limit, 8);
        double low = BigDecimal.valueOf(limit + away, 8).doubleValue();
        WorkingOrder order =
                WorkingOrder.alone(limit("o", Side.BUY, "1", price.toPlainString()), 0);
        Bar bar = new Bar("AAPL", 0, 1, low, low, low, low, 1);

        assertThat(FillRules.reaches(order, bar, true)).isEqualTo(away < 0);
        assertThat(FillRules.reaches(order, bar, false)).isEqualTo(away <= 0);
    }

    @Test
    void anotherSymbolsBarChangesNothing() {
        VenueRun run = VenueRun.exact();
        run.submit(stop("o", Side.BUY, "100", "1"));
        VenueBook before = run.book;

        assertThat(run.onBar(new Bar("MSFT", VenueRun.OPEN, VenueRun.OPEN + 60_000, 5, 6, 4, 5, 9)))
                .isEmpty();
        assertThat(run.book).isSameAs(before);
        assertThat(run.book.watches("AAPL")).isTrue();
        assertThat(run.book.watches("MSFT")).isFalse();
    }
}
