package io.millrace.domain.venue;

import static io.millrace.domain.venue.VenueRun.at;
import static io.millrace.domain.venue.VenueRun.bracket;
import static io.millrace.domain.venue.VenueRun.limit;
import static io.millrace.domain.venue.VenueRun.market;
import static io.millrace.domain.venue.VenueRun.order;
import static io.millrace.domain.venue.VenueRun.protecting;
import static io.millrace.domain.venue.VenueRun.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VenueRequestTest {

    @ParameterizedTest(name = "{0} of {1}, limit {2}, stop {3} -> {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "MARKET | 1    |       |       |",
                "MARKET | 0.01 |       |       |",
                "MARKET | 0    |       |       | quantity: 0 (expected: > 0)",
                "MARKET | -5   |       |       | quantity: -5 (expected: > 0)",
                "MARKET | 1    | 10    |       | limitPrice: 10 (expected: none for MARKET)",
                "MARKET | 1    |       | 10    | stopPrice: 10 (expected: none for MARKET)",
                "LIMIT  | 1    | 0.01  |       |",
                "LIMIT  | 1    |       |       | limitPrice: none (expected: > 0 for LIMIT)",
                "LIMIT  | 1    | 0     |       | limitPrice: 0 (expected: > 0 for LIMIT)",
                "LIMIT  | 1    | -1    |       | limitPrice: -1 (expected: > 0 for LIMIT)",
                "LIMIT  | 1    | 10    | 9     | stopPrice: 9 (expected: none for LIMIT)",
                "STOP   | 1    |       | 0.01  |",
                "STOP   | 1    |       |       | stopPrice: none (expected: > 0 for STOP)",
                "STOP   | 1    |       | 0     | stopPrice: 0 (expected: > 0 for STOP)",
                "STOP   | 1    | 10    | 9     | limitPrice: 10 (expected: none for STOP)",
            })
    void refusesWhatMakesNoSense(
            OrderType type,
            BigDecimal quantity,
            @Nullable BigDecimal limit,
            @Nullable BigDecimal stop,
            @Nullable String complaint) {
        VenueRun run = VenueRun.exact();
        Order plain = order("o", Side.BUY, type, "1", "1");
        Order asked =
                new Order(
                        "o",
                        null,
                        plain.symbol(),
                        plain.side(),
                        plain.leg(),
                        type,
                        plain.timeInForce(),
                        quantity,
                        limit,
                        stop,
                        plain.submittedAtMillis(),
                        plain.reason());

        assertThat(run.submit(asked))
                .containsExactly(
                        complaint == null
                                ? "o BROKER_ACCEPTED"
                                : "o BROKER_REJECTED: o: " + complaint);
        assertThat(run.book.find("o").isPresent()).isEqualTo(complaint == null);
    }

    @Test
    void refusesANameThatIsInUse() {
        VenueRun run = VenueRun.exact();
        run.submit(limit("o", Side.BUY, "1", "5"));

        assertThat(run.submit(limit("o", Side.BUY, "1", "5")))
                .containsExactly("o BROKER_REJECTED: o: used twice");
        assertThat(run.submit(limit("p", Side.BUY, "1", "5"), limit("p", Side.SELL, "1", "5")))
                .containsExactly(
                        "p BROKER_REJECTED: p: used twice", "p BROKER_REJECTED: p: used twice");
        assertThat(run.working()).containsExactly("o 0/1");
    }

    @Test
    void refusesAGroupAsAWhole() {
        VenueRun run = VenueRun.exact();
        Order entry = market("entry", Side.BUY, "10");
        Order profit = protecting(entry, limit("tp", Side.SELL, "10", "12"), Leg.TAKE_PROFIT);
        Order wrong = protecting(entry, limit("sl", Side.BUY, "10", "9"), Leg.STOP_LOSS);

        assertThat(run.submit(entry, profit, wrong))
                .containsExactly(
                        "entry BROKER_REJECTED: sl: side: BUY (expected: the other side of its"
                                + " entry)",
                        "tp BROKER_REJECTED: sl: side: BUY (expected: the other side of its entry)",
                        "sl BROKER_REJECTED: sl: side: BUY (expected: the other side of its"
                                + " entry)");
        assertThat(run.book).isEqualTo(VenueBook.empty());
    }

    @Test
    void refusesStrangersInAGroup() {
        VenueRun run = VenueRun.exact();
        Order entry = market("entry", Side.BUY, "10");
        Order other = limit("other", Side.SELL, "10", "12");
        Order elsewhere = elsewhere(protecting(entry, other, Leg.TAKE_PROFIT));
        Order mine = protecting(entry, stop("sl", Side.SELL, "10", "9"), Leg.STOP_LOSS);

        assertThat(run.submit(entry, other))
                .contains("other BROKER_REJECTED: other: parentId: null (expected: entry)");
        assertThat(run.submit(entry, elsewhere))
                .contains("other BROKER_REJECTED: other: symbol: MSFT (expected: AAPL)");
        assertThat(run.submit(mine, elsewhere))
                .contains("other BROKER_REJECTED: other: symbol: MSFT (expected: AAPL)");
        assertThat(run.submit(mine, protecting(mine, other, Leg.TAKE_PROFIT)))
                .contains("other BROKER_REJECTED: other: parentId: sl (expected: entry)");
        assertThat(run.book).isEqualTo(VenueBook.empty());
    }

    @Test
    void refusesToProtectWhatIsNoEntryOrNotItsOwn() {
        VenueRun run = VenueRun.exact();
        Order entry = limit("entry", Side.BUY, "10", "5");
        Order stop = protecting(entry, stop("sl", Side.SELL, "10", "4"), Leg.STOP_LOSS);
        run.submit(entry, stop);

        Order nested = protecting(stop, limit("n", Side.BUY, "10", "6"), Leg.TAKE_PROFIT);
        Order sameSide = protecting(entry, limit("n", Side.BUY, "10", "6"), Leg.TAKE_PROFIT);
        Order good = protecting(entry, limit("n", Side.SELL, "10", "6"), Leg.TAKE_PROFIT);
        assertThat(run.submit(nested))
                .containsExactly("n BROKER_REJECTED: n: parentId: sl (expected: an entry)");
        assertThat(run.submit(sameSide))
                .containsExactly(
                        "n BROKER_REJECTED: n: side: BUY (expected: the other side of its entry)");
        assertThat(run.submit(elsewhere(good)))
                .containsExactly("n BROKER_REJECTED: n: symbol: MSFT (expected: AAPL)");
        assertThat(run.submit(good)).containsExactly("n BROKER_HELD");
    }

    @Test
    void aVenueThatAlwaysAnswersHasNothingToLookUp() {
        assertThat(VenueRun.exact().apply(OrderRequest.lookup("ghost", VenueRun.OPEN, "")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = OrderRequest.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "LOOKUP")
    void answersWhatItDoesNotKnow(OrderRequest.Kind kind) {
        VenueRun run = VenueRun.exact();
        OrderRequest request =
                new OrderRequest(kind, "ghost", List.of(), BigDecimal.ONE, VenueRun.OPEN, "");

        assertThat(run.apply(request))
                .containsExactly(
                        kind == OrderRequest.Kind.SUBMIT
                                ? "ghost BROKER_REJECTED: orders: none (expected: at least one)"
                                : "ghost BROKER_REJECTED: no such order is working");
        assertThat(run.events.get(0).atMillis()).isEqualTo(VenueRun.OPEN);
    }

    @ParameterizedTest(name = "40 of 100 filled, resized to {0} -> {1}, then {2}")
    @CsvSource({
        "100, o BROKER_REPLACED: quantity 100, o FINAL_FILL 60 @ 100",
        "150, o BROKER_REPLACED: quantity 150, o FINAL_FILL 110 @ 100",
        "41,  o BROKER_REPLACED: quantity 41,  o FINAL_FILL 1 @ 100",
        "40,  o BROKER_CANCELED: asked,        ",
        "39,  o BROKER_CANCELED: asked,        ",
        "-1,  o BROKER_CANCELED: asked,        ",
    })
    void aResizeSetsTheTotalAndEndsWhatNothingIsLeftOf(
            String quantity, String answer, @Nullable String then) {
        VenueRun run = VenueRun.exact();
        run.submit(market("o", Side.BUY, "100"));
        run.bar(0, 100, 100, 100, 100, 40);

        assertThat(run.resize("o", quantity)).containsExactly(answer);
        assertThat(run.bar(1, 100, 100, 100, 100, 1_000))
                .isEqualTo(Optional.ofNullable(then).stream().toList());
    }

    @Test
    void aResizeWithoutAQuantityChangesNothing() {
        VenueRun run = VenueRun.exact();
        run.submit(limit("o", Side.BUY, "100", "5"));
        VenueBook before = run.book;

        assertThat(
                        run.apply(
                                new OrderRequest(
                                        OrderRequest.Kind.RESIZE,
                                        "o",
                                        List.of(),
                                        null,
                                        VenueRun.OPEN,
                                        "")))
                .containsExactly("o BROKER_REPLACED: quantity 100");
        assertThat(run.book).isEqualTo(before);
    }

    @Test
    void cancelsOneOrderAndNoOther() {
        VenueRun run = VenueRun.exact();
        run.submit(limit("a", Side.BUY, "1", "5"));
        run.submit(limit("b", Side.BUY, "1", "5"));
        run.submit(elsewhere(limit("c", Side.BUY, "1", "5")));

        assertThat(run.cancel("a")).containsExactly("a BROKER_CANCELED: asked");
        assertThat(run.cancel("a")).containsExactly("a BROKER_REJECTED: no such order is working");
        assertThat(run.working()).containsExactly("b 0/1");
        assertThat(run.book.working("MSFT")).hasSize(1);
    }

    @Test
    void theVolumeGoesToWhoCameFirst() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1", "venue.lot", "10");
        run.submit(at(market("late", Side.BUY, "50"), VenueRun.OPEN, TimeInForce.GTC));
        run.submit(at(market("early", Side.SELL, "30"), VenueRun.OPEN - 1, TimeInForce.GTC));
        run.submit(at(market("last", Side.BUY, "50"), VenueRun.OPEN, TimeInForce.GTC));

        // a tenth of 599 is 59.9, in lots of ten 50
        assertThat(run.bar(0, 100, 100, 100, 100, 599))
                .containsExactly("early FINAL_FILL 30 @ 100", "late PARTIAL_FILL 20 @ 100");
        assertThat(run.bar(1, 100, 100, 100, 100, 99)).isEmpty();
        assertThat(run.bar(2, 100, 100, 100, 100, 100))
                .containsExactly("late PARTIAL_FILL 10 @ 100");
        assertThat(run.bar(3, 100, 100, 100, 100, 400))
                .containsExactly("late FINAL_FILL 20 @ 100", "last PARTIAL_FILL 20 @ 100");
        assertThat(run.onlyFillOf("last").sequence()).isZero();
        assertThat(run.onlyFillOf("late").sequence()).isEqualTo(2);
    }

    @Test
    void aQuantityThatIsNoWholeLotFillsWhenThereIsRoom() {
        VenueRun run = VenueRun.exact("venue.volume-share", "0.1", "venue.lot", "10");
        run.submit(market("o", Side.BUY, "12.5"));
        run.submit(market("p", Side.BUY, "20"));

        assertThat(run.bar(0, 100, 100, 100, 100, 300))
                .containsExactly("o FINAL_FILL 12.5 @ 100", "p PARTIAL_FILL 10 @ 100");
    }

    @ParameterizedTest(name = "submitted {0}, bar at {1} -> expired {2}")
    @CsvSource({
        // within the session, at its last minute, on the next one
        "2024-01-02T15:00:00Z, 2024-01-02T20:59:00Z, false",
        "2024-01-02T15:00:00Z, 2024-01-02T21:00:00Z, true",
        "2024-01-02T15:00:00Z, 2024-01-03T14:30:00Z, true",
        // made at the close: works in the session that follows
        "2024-01-02T21:00:00Z, 2024-01-03T14:30:00Z, false",
        "2024-01-02T21:00:00Z, 2024-01-03T20:59:00Z, false",
        "2024-01-02T21:00:00Z, 2024-01-04T14:30:00Z, true",
        // over a weekend and a holiday: Martin Luther King Day is 2024-01-15
        "2024-01-12T22:00:00Z, 2024-01-16T14:30:00Z, false",
        "2024-01-12T22:00:00Z, 2024-01-17T14:30:00Z, true",
        // an early close: 2024-07-03 ends at 13:00 in New York
        "2024-07-03T16:00:00Z, 2024-07-03T16:59:00Z, false",
        "2024-07-03T16:00:00Z, 2024-07-03T17:00:00Z, true",
    })
    void aDayOrderEndsWithItsSession(String submitted, String start, boolean expired) {
        VenueRun run = VenueRun.exact();
        long at = Instant.parse(submitted).toEpochMilli();
        long bar = Instant.parse(start).toEpochMilli();
        run.submit(at(limit("day", Side.BUY, "1", "5"), at, TimeInForce.DAY));
        run.submit(at(limit("gtc", Side.BUY, "1", "5"), at, TimeInForce.GTC));

        assertThat(run.onBar(new Bar("AAPL", bar, bar + 60_000, 100, 100, 100, 100, 1)))
                .isEqualTo(expired ? List.of("day BROKER_EXPIRED: its session ended") : List.of());
        assertThat(run.working()).hasSize(expired ? 1 : 2);
    }

    @Test
    void anExpiredEntryTakesItsHeldProtectionsAlong() {
        VenueRun run = VenueRun.exact();
        Order entry = at(limit("entry", Side.BUY, "10", "5"), VenueRun.OPEN, TimeInForce.DAY);
        run.submit(bracket(entry, "6", "4"));
        long next = VenueRun.OPEN + 86_400_000L;

        // the bar would fill the entry, but the order no longer stands
        assertThat(run.onBar(new Bar("AAPL", next, next + 60_000, 4.5, 7, 3, 5, 1_000)))
                .containsExactly(
                        "entry BROKER_EXPIRED: its session ended",
                        "sl BROKER_CANCELED: its entry ended unfilled",
                        "tp BROKER_CANCELED: its entry ended unfilled");
    }

    private static Order elsewhere(Order order) {
        return new Order(
                order.clientOrderId(),
                order.parentId(),
                "MSFT",
                order.side(),
                order.leg(),
                order.type(),
                order.timeInForce(),
                order.quantity(),
                order.limitPrice(),
                order.stopPrice(),
                order.submittedAtMillis(),
                order.reason());
    }
}
