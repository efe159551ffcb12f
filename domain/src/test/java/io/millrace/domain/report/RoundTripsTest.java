package io.millrace.domain.report;

import static io.millrace.domain.report.Statistic.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RoundTripsTest {

    @Test
    void aPositionsWayFromNothingToNothingIsOneTrip() {
        RoundTrips trips =
                RoundTrips.of(
                        List.of(
                                fill("in", "AAPL", Side.BUY, "6", "100.00", "0", 0, 0),
                                fill("in", "AAPL", Side.BUY, "4", "101.00", "0", 60, 1),
                                fill("tp", "AAPL", Side.SELL, "3", "103.00", "0.01", 120, 0),
                                fill("out", "AAPL", Side.SELL, "7", "102.00", "0.02", 180, 0)),
                        List.of(order("in", "SIGNAL"), order("out", "END_OF_DAY")));

        assertThat(trips.open()).isEmpty();
        assertThat(trips.closed()).hasSize(1);
        RoundTrip trip = trips.closed().get(0);
        assertThat(trip.quantity()).isEqualByComparingTo("10");
        assertThat(trip.entryPrice()).isEqualByComparingTo("100.4");
        assertThat(trip.exitPrice()).isEqualByComparingTo("102.3");
        assertThat(trip.fees()).isEqualByComparingTo("0.03");
        assertThat(trip.profit()).isEqualByComparingTo("18.97");
        assertThat(trip.profitShare()).isCloseTo(18.97 / 1004, within(1e-12));
        assertThat(trip.heldMillis()).isEqualTo(180);
        assertThat(List.of(trip.entryOrderId(), trip.exitOrderId())).containsExactly("in", "out");
        assertThat(trip.entryReason()).isEqualTo("SIGNAL");
        assertThat(trip.exitReason()).isEqualTo("END_OF_DAY");
    }

    @Test
    void aFillThroughZeroEndsOneTripAndBeginsAnother() {
        RoundTrips trips =
                RoundTrips.of(
                        List.of(
                                fill("a", "AAPL", Side.BUY, "2", "100", "0", 0, 0),
                                fill("b", "AAPL", Side.SELL, "3", "110", "1", 1, 0)),
                        List.of());

        assertThat(trips.closed())
                .singleElement()
                .satisfies(
                        trip -> {
                            assertThat(trip.profit()).isEqualByComparingTo("19.3333333334");
                            assertThat(trip.side()).isEqualTo(Side.BUY);
                            assertThat(trip.entryReason()).isNull();
                        });
        assertThat(trips.open())
                .singleElement()
                .satisfies(
                        trip -> {
                            assertThat(trip.quantity()).isEqualByComparingTo("-1");
                            assertThat(trip.cashFlow()).isEqualByComparingTo("109.6666666666");
                            assertThat(trip.profitAt(new BigDecimal("105")))
                                    .isEqualByComparingTo("4.6666666666");
                        });
    }

    @Test
    void aFillThatIsThereTwiceCountsOnce() {
        Fill fill = fill("a", "AAPL", Side.BUY, "2", "100", "0", 0, 0);

        assertThat(RoundTrips.of(List.of(fill, fill), List.of()))
                .isEqualTo(RoundTrips.of(List.of(fill), List.of()));
    }

    @Test
    void whatTheTripsSayIsCountedByHand() {
        // profits 20, -10, 0, 30 over 60, 120, 60 and 240 minutes
        Measured measured = new Measured();
        TradeStatistics.measure(
                RoundTrips.of(
                        List.of(
                                fill("a", "A", Side.BUY, "10", "100", "0", 0, 0),
                                fill("b", "A", Side.SELL, "10", "102", "0", 3_600_000, 0),
                                fill("c", "B", Side.BUY, "10", "50", "0", 0, 0),
                                fill("d", "B", Side.SELL, "10", "49", "0", 7_200_000, 0),
                                fill("e", "C", Side.BUY, "1", "9", "0", 0, 0),
                                fill("f", "C", Side.SELL, "1", "10", "1", 3_600_000, 0),
                                fill("g", "D", Side.SELL, "10", "20", "0", 0, 0),
                                fill("h", "D", Side.BUY, "10", "17", "0", 14_400_000, 0)),
                        List.of()),
                new DailySeries(
                        0,
                        1000,
                        List.of(
                                new DailySample(0, 3_600_000, 500),
                                new DailySample(1, 7_200_000, 1000),
                                new DailySample(2, 86_400_000, 1000))),
                measured);

        assertThat(measured.values())
                .containsEntry(ROUND_TRIPS, 4.0)
                .containsEntry(WIN_RATE, 0.5)
                .containsEntry(PROFIT_FACTOR, 5.0)
                .containsEntry(AVERAGE_WIN, 25.0)
                .containsEntry(AVERAGE_LOSS, 10.0)
                .containsEntry(EXPECTANCY, 10.0)
                .containsEntry(EXPECTANCY_RATIO, 1.0)
                .containsEntry(AVERAGE_HOLDING_MINUTES, 120.0)
                .containsEntry(FEES, 1.0)
                .containsEntry(TURNOVER, ((1020 + 10 + 200) / 500.0 + 490 / 1000.0) / 3);
    }

    @Test
    void withoutALossThereIsNothingToDivideBy() {
        Measured measured = new Measured();
        TradeStatistics.measure(
                RoundTrips.of(
                        List.of(
                                fill("a", "A", Side.BUY, "1", "100", "0", 0, 0),
                                fill("b", "A", Side.SELL, "1", "101", "0", 1, 0)),
                        List.of()),
                new DailySeries(0, 0, List.of()),
                measured);

        assertThat(measured.values())
                .containsEntry(WIN_RATE, 1.0)
                .doesNotContainKeys(PROFIT_FACTOR, AVERAGE_LOSS, EXPECTANCY_RATIO, TURNOVER);
    }

    @Property
    void nothingIsLostOnTheWay(@ForAll("tapes") List<Fill> fills) {
        RoundTrips trips = RoundTrips.of(fills, List.of());
        BigDecimal cash = sum(fills.stream().map(Fill::cashFlow).toList());
        BigDecimal closed = sum(trips.closed().stream().map(RoundTrip::profit).toList());
        BigDecimal open = sum(trips.open().stream().map(OpenTrip::cashFlow).toList());
        BigDecimal fees =
                sum(trips.closed().stream().map(RoundTrip::fees).toList())
                        .add(sum(trips.open().stream().map(OpenTrip::fees).toList()));

        assertThat(closed.add(open)).isEqualByComparingTo(cash);
        assertThat(fees).isEqualByComparingTo(sum(fills.stream().map(Fill::fee).toList()));
        for (String symbol : List.of("A", "B")) {
            BigDecimal held =
                    sum(
                            fills.stream()
                                    .filter(fill -> fill.symbol().equals(symbol))
                                    .map(Fill::signedQuantity)
                                    .toList());
            BigDecimal left =
                    sum(
                            trips.open().stream()
                                    .filter(trip -> trip.symbol().equals(symbol))
                                    .map(OpenTrip::quantity)
                                    .toList());
            assertThat(left).isEqualByComparingTo(held);
        }
    }

    @Property
    void symbolsAddUpToTheProfitOfTheRun(@ForAll("tapes") List<Fill> fills) {
        Map<String, BigDecimal> last =
                Map.of("A", new BigDecimal("101.37"), "B", new BigDecimal("9.99"));
        BigDecimal cash = sum(fills.stream().map(Fill::cashFlow).toList());
        BigDecimal worth =
                sum(
                        fills.stream()
                                .map(fill -> fill.signedQuantity().multiply(price(last, fill)))
                                .toList());

        List<SymbolAttribution> rows = SymbolAttribution.of(RoundTrips.of(fills, List.of()), last);

        assertThat(sum(rows.stream().map(SymbolAttribution::total).toList()))
                .isEqualByComparingTo(cash.add(worth));
        assertThat(rows).extracting(SymbolAttribution::symbol).isSorted();
    }

    @Property
    void alphasAddUpToTheRealisedProfit(@ForAll("tapes") List<Fill> fills, @ForAll Random random) {
        List<RoundTrip> closed = RoundTrips.of(fills, List.of()).closed();
        Map<String, List<Vote>> votes = new HashMap<>();
        for (Fill fill : fills) {
            List<Vote> cast = new ArrayList<>();
            for (AlphaName alpha : AlphaName.values()) {
                cast.add(
                        new Vote(
                                alpha,
                                random.nextBoolean() ? Direction.UP : Direction.DOWN,
                                random.nextDouble(),
                                random.nextDouble()));
            }
            votes.put(fill.clientOrderId(), cast.subList(0, random.nextInt(cast.size() + 1)));
        }

        AlphaAttribution attribution = AlphaAttribution.of(closed, votes);

        assertThat(
                        sum(attribution.profits().values().stream().toList())
                                .add(attribution.unattributed()))
                .isEqualByComparingTo(sum(closed.stream().map(RoundTrip::profit).toList()));
    }

    @Test
    void aTripIsCreditedToTheVotesThatCalledForIt() {
        List<RoundTrip> closed =
                RoundTrips.of(
                                List.of(
                                        fill("in", "A", Side.BUY, "1", "100", "0", 0, 0),
                                        fill("out", "A", Side.SELL, "1", "112", "0", 1, 0),
                                        fill("x", "A", Side.BUY, "1", "100", "0", 2, 0),
                                        fill("y", "A", Side.SELL, "1", "99", "0", 3, 0)),
                                List.of())
                        .closed();
        AlphaAttribution attribution =
                AlphaAttribution.of(
                        closed,
                        Map.of(
                                "in",
                                List.of(
                                        new Vote(AlphaName.TFT, Direction.UP, 0.5, 0.5),
                                        new Vote(AlphaName.RSI, Direction.UP, 0.125, 1),
                                        new Vote(AlphaName.EMA_CROSS, Direction.FLAT, 0.2, 1),
                                        new Vote(AlphaName.MACD, Direction.DOWN, 0.1, 1))));

        assertThat(attribution.profits()).containsOnlyKeys(AlphaName.TFT, AlphaName.RSI);
        assertThat(attribution.profits().get(AlphaName.TFT)).isEqualByComparingTo("8");
        assertThat(attribution.profits().get(AlphaName.RSI)).isEqualByComparingTo("4");
        assertThat(attribution.unattributed()).isEqualByComparingTo("-1");
    }

    @Test
    void aSymbolHasOneRowForAllItsTrips() {
        RoundTrips trips =
                RoundTrips.of(
                        List.of(
                                fill("a", "A", Side.BUY, "1", "100", "1", 0, 0),
                                fill("b", "A", Side.SELL, "1", "104", "1", 1, 0),
                                fill("c", "A", Side.BUY, "1", "100", "1", 2, 0),
                                fill("d", "A", Side.SELL, "1", "103", "1", 3, 0),
                                fill("e", "A", Side.BUY, "2", "100", "1", 4, 0)),
                        List.of());

        assertThat(SymbolAttribution.of(trips, Map.of("A", new BigDecimal("107"))))
                .containsExactly(
                        new SymbolAttribution(
                                "A",
                                2,
                                new BigDecimal("3"),
                                new BigDecimal("13"),
                                new BigDecimal("5")));
    }

    @Test
    void anOpenPositionNeedsAPriceToBeWorthAnything() {
        RoundTrips trips =
                RoundTrips.of(List.of(fill("a", "A", Side.BUY, "1", "1", "0", 0, 0)), List.of());

        assertThatThrownBy(() -> SymbolAttribution.of(trips, Map.of()))
                .hasMessage("last price of A: missing (expected: a price)");
    }

    @Property
    void theOrderInWhichInstantsArriveChangesNothing(
            @ForAll("tapes") List<Fill> fills, @ForAll Random random) {
        List<Fill> shuffled = new ArrayList<>(fills);
        Collections.shuffle(shuffled, random);

        assertThat(RoundTrips.of(shuffled, List.of())).isEqualTo(RoundTrips.of(fills, List.of()));
    }

    /** Fills of two symbols, each at an instant of its own. */
    @Provide
    Arbitrary<List<Fill>> tapes() {
        Arbitrary<Fill> one =
                Combinators.combine(
                                Arbitraries.of("A", "B"),
                                Arbitraries.of(Side.class),
                                Arbitraries.bigDecimals()
                                        .between(new BigDecimal("0.0001"), BigDecimal.TEN)
                                        .ofScale(4),
                                Arbitraries.bigDecimals()
                                        .between(BigDecimal.ONE, BigDecimal.valueOf(200))
                                        .ofScale(4),
                                Arbitraries.bigDecimals()
                                        .between(BigDecimal.ZERO, BigDecimal.ONE)
                                        .ofScale(2))
                        .as(
                                (symbol, side, quantity, price, fee) ->
                                        new Fill(
                                                "", symbol, side, quantity, price, fee, price, 0,
                                                0));
        return one.list().ofMaxSize(30).map(RoundTripsTest::inSequence);
    }

    private static List<Fill> inSequence(List<Fill> fills) {
        List<Fill> named = new ArrayList<>();
        for (Fill fill : fills) {
            int at = named.size();
            named.add(
                    new Fill(
                            "order-" + at,
                            fill.symbol(),
                            fill.side(),
                            fill.quantity(),
                            fill.price(),
                            fill.fee(),
                            fill.expectedPrice(),
                            at * 60_000L,
                            0));
        }
        return named;
    }

    private static BigDecimal price(Map<String, BigDecimal> prices, Fill fill) {
        return prices.getOrDefault(fill.symbol(), BigDecimal.ZERO);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Fill fill(
            String order,
            String symbol,
            Side side,
            String quantity,
            String price,
            String fee,
            long at,
            int sequence) {
        return new Fill(
                order,
                symbol,
                side,
                new BigDecimal(quantity),
                new BigDecimal(price),
                new BigDecimal(fee),
                new BigDecimal(price),
                at,
                sequence);
    }

    private static Order order(String id, String reason) {
        return new Order(
                id,
                null,
                "AAPL",
                Side.BUY,
                Leg.ENTRY,
                OrderType.MARKET,
                TimeInForce.DAY,
                BigDecimal.TEN,
                null,
                null,
                0,
                reason);
    }
}
