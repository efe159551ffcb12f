package io.millrace.domain.portfolio;

import static io.millrace.domain.portfolio.Desk.MINUTE;
import static io.millrace.domain.portfolio.Desk.SYMBOL;
import static io.millrace.domain.portfolio.Desk.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntriesTest {

    @Test
    void ordersABracketAsOneRequest() {
        Desk desk = Desk.standard().buys(TEN, 100);

        String entry = nameOf(Leg.ENTRY);
        assertThat(desk.requests)
                .containsExactly(
                        OrderRequest.submit(
                                List.of(
                                        new Order(
                                                entry,
                                                null,
                                                SYMBOL,
                                                Side.BUY,
                                                Leg.ENTRY,
                                                OrderType.MARKET,
                                                TimeInForce.DAY,
                                                new BigDecimal("10"),
                                                null,
                                                null,
                                                TEN,
                                                "SIGNAL"),
                                        new Order(
                                                nameOf(Leg.TAKE_PROFIT),
                                                entry,
                                                SYMBOL,
                                                Side.SELL,
                                                Leg.TAKE_PROFIT,
                                                OrderType.LIMIT,
                                                TimeInForce.GTC,
                                                new BigDecimal("10"),
                                                new BigDecimal("103.00"),
                                                null,
                                                TEN,
                                                "PROTECTION"),
                                        new Order(
                                                nameOf(Leg.STOP_LOSS),
                                                entry,
                                                SYMBOL,
                                                Side.SELL,
                                                Leg.STOP_LOSS,
                                                OrderType.STOP,
                                                TimeInForce.GTC,
                                                new BigDecimal("10"),
                                                null,
                                                new BigDecimal("98.50"),
                                                TEN,
                                                "PROTECTION"))));
    }

    @Test
    void saysWhatItDecided() {
        RiskDecision decision = Desk.standard().buys(TEN, 100).decisions.get(0);

        assertThat(decision.approved()).isTrue();
        assertThat(decision.account()).isEqualTo("backtest");
        assertThat(decision.strategy()).isEqualTo("ensemble");
        assertThat(decision.symbol()).isEqualTo(SYMBOL);
        assertThat(decision.atMillis()).isEqualTo(TEN);
        assertThat(decision.requestedQuantity()).isEqualByComparingTo("10");
        assertThat(decision.quantity()).isEqualByComparingTo("10");
        assertThat(decision.state()).isEqualTo(TradingState.ACTIVE);
        assertThat(decision.binding()).isEmpty();
    }

    @ParameterizedTest(name = "at {0}: take profit {1}, stop loss {2}")
    @CsvSource({
        "100.00, 103.00, 98.50",
        "33.33, 34.33, 32.83",
        "10.01, 10.32, 9.85",
        "1.01, 1.05, 0.9948",
        "0.5003, 0.5154, 0.4927",
    })
    void roundsProtectionsToTheTickAwayFromTheMarket(double close, String above, String below) {
        Desk desk = Desk.standard().buys(TEN, close);

        assertThat(desk.sent(Leg.TAKE_PROFIT).limitPrice()).isEqualByComparingTo(above);
        assertThat(desk.sent(Leg.STOP_LOSS).stopPrice()).isEqualByComparingTo(below);
    }

    @ParameterizedTest(name = "{0}: {1} and {2}")
    @CsvSource({"standard, 103.00, 98.50", "awet, 101.00, 99.50"})
    void takesProtectionsFromTheProfile(String profile, String above, String below) {
        Desk desk = Desk.with(Map.of("exits.profile", profile)).buys(TEN, 100);

        assertThat(desk.sent(Leg.TAKE_PROFIT).limitPrice()).isEqualByComparingTo(above);
        assertThat(desk.sent(Leg.STOP_LOSS).stopPrice()).isEqualByComparingTo(below);
    }

    @ParameterizedTest(name = "{0} with confidence {1} at {2} -> {3}")
    @CsvSource({
        "fixed-notional, 0.7, 300, 3",
        "fixed-notional, 0.7, 1000, 1",
        "fixed-notional, 0.7, 1000.01, 0",
        "confidence-weight, 0.7, 100, 7",
        "confidence-weight, 0.699, 100, 6",
        "equal-weight, 0.7, 125, 80",
    })
    void sizesByMethodInWholeLots(String method, double confidence, double close, String quantity) {
        Desk desk = Desk.with(Map.of("sizing.method", method));
        desk.took(
                desk.engine.onDecision(
                        desk.account,
                        Desk.decision(
                                Action.BUY,
                                Desk.bar(SYMBOL, TEN, close),
                                confidence,
                                Desk.risk(SYMBOL, TEN))));

        assertThat(desk.decisions.get(0).requestedQuantity()).isEqualByComparingTo(quantity);
    }

    @Test
    void buysCoinsInTheirOwnLotsAtAnyHour() {
        Desk desk = Desk.crypto(Map.of()).buys("BTCUSD", Desk.at("2024-03-03", "03:00"), 64_123.5);

        assertThat(desk.sent(Leg.ENTRY).quantity()).isEqualByComparingTo("0.0155");
        assertThat(desk.sent(Leg.TAKE_PROFIT).limitPrice()).isEqualByComparingTo("66047.21");
        assertThat(desk.sent(Leg.STOP_LOSS).stopPrice()).isEqualByComparingTo("63161.64");
    }

    @Test
    void takesLotAndTickFromTheConfiguration() {
        Desk desk = Desk.with(Map.of("sizing.lot", "5", "exits.tick", "0.25")).buys(TEN, 59.03);

        assertThat(desk.sent(Leg.ENTRY).quantity()).isEqualByComparingTo("15");
        assertThat(desk.sent(Leg.TAKE_PROFIT).limitPrice()).isEqualByComparingTo("61.00");
        assertThat(desk.sent(Leg.STOP_LOSS).stopPrice()).isEqualByComparingTo("58.00");
    }

    @Test
    void changesNothingOnAHold() {
        Desk desk = Desk.standard();
        Account before = desk.account;

        AccountStep step =
                desk.engine.onDecision(before, Desk.decision(Action.HOLD, SYMBOL, TEN, 100));

        assertThat(step.account()).isSameAs(before);
        assertThat(step.decisions()).isSameAs(List.of());
        assertThat(step.requests()).isSameAs(List.of());
        assertThat(step.violations()).isSameAs(List.of());
    }

    @Test
    void refusesWhatItDoesNotKnowEnoughAbout() {
        Desk desk = Desk.standard();
        desk.took(
                desk.engine.onDecision(
                        desk.account,
                        Desk.decision(Action.BUY, Desk.bar(SYMBOL, TEN, 100), 1, null)));

        assertThat(desk.decisions.get(0).approved()).isFalse();
        assertThat(desk.binding()).isEqualTo("PRICE_COLLAR");
        assertThat(desk.requests).isEmpty();
        assertThat(desk.account.holdings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2024-03-05, 09:29, SESSION_CLOSED",
        "2024-03-05, 09:30, NONE",
        "2024-03-05, 15:59, NONE",
        "2024-03-05, 16:00, SESSION_CLOSED",
        "2024-03-09, 12:00, SESSION_CLOSED",
    })
    void entersOnlyWhileTheMarketIsOpen(String date, String time, String expected) {
        assertThat(Desk.standard().buys(Desk.at(date, time), 100).binding()).isEqualTo(expected);
    }

    @Test
    void refusesToEnterTwice() {
        Desk desk = Desk.standard().buys(TEN, 100);

        assertThat(desk.buys(TEN + 16 * MINUTE, 100).binding()).isEqualTo("POSITION_ALREADY_OPEN");

        desk = Desk.standard().holdsTen();

        assertThat(desk.buys(TEN + 16 * MINUTE, 100).binding()).isEqualTo("POSITION_ALREADY_OPEN");
    }

    @Test
    void recognisesADecisionThatComesTwice() {
        Desk desk = Desk.with(Map.of("risk.pyramiding", "true", "risk.cooldown", "0s")).holdsTen();

        assertThat(desk.buys(TEN, 100).binding()).isEqualTo("DUPLICATE_ORDER");
        assertThat(desk.buys(TEN - MINUTE, 100).binding()).isEqualTo("DUPLICATE_ORDER");
    }

    @Test
    void addsToAPositionWherePyramidingIsOnAndProtectsTheWhole() {
        Desk desk =
                Desk.with(Map.of("risk.pyramiding", "true", "risk.max-position-fraction", "0.1"))
                        .holdsTen();
        String stop = desk.stopLoss();
        desk.buys(TEN + 20 * MINUTE, 100);

        assertThat(desk.binding()).isEqualTo("NONE");
        assertThat(desk.sent()).extracting(Order::leg).containsExactly(Leg.ENTRY);

        desk.fills(desk.entry(), "10", "100", TEN + 21 * MINUTE);

        assertThat(desk.cancelled()).containsExactly(stop);
        assertThat(desk.sent(Leg.STOP_LOSS).quantity()).isEqualByComparingTo("20");
        assertThat(desk.sent(Leg.TAKE_PROFIT).quantity()).isEqualByComparingTo("20");
        assertThat(desk.holding().quantity()).isEqualByComparingTo("20");
    }

    @Test
    void limitsOrdersPerMinuteOverAllSymbols() {
        Desk desk = Desk.standard();
        for (int i = 0; i < 5; i++) {
            assertThat(desk.buys("S" + i, TEN + i, 100).binding()).isEqualTo("NONE");
        }

        assertThat(desk.buys("S5", TEN + 59_999, 100).binding()).isEqualTo("ORDERS_PER_MINUTE");
        assertThat(desk.buys("S6", TEN + 60_000, 100).binding()).isEqualTo("NONE");
    }

    @Test
    void limitsOrdersPerSymbolUntilTheNextSession() {
        Desk desk = Desk.with(Map.of("risk.cooldown", "0s", "risk.duplicate-window", "0s"));
        for (int i = 0; i < 3; i++) {
            desk.buys(TEN + i * MINUTE, 100);
            assertThat(desk.binding()).isEqualTo("NONE");
            desk.hears(desk.entry(), OrderEvent.BROKER_REJECTED, TEN + i * MINUTE + 1);
        }

        assertThat(desk.buys(TEN + 10 * MINUTE, 100).binding()).isEqualTo("ORDERS_PER_SYMBOL_DAY");
        assertThat(desk.buys(Desk.at("2024-03-06", "09:30"), 100).binding()).isEqualTo("NONE");
    }

    @Test
    void coolsDownAfterAnExit() {
        Desk desk = Desk.standard().holdsTen();
        long soldAt = TEN + 30 * MINUTE;
        desk.fills(desk.takeProfit(), "10", "103", soldAt);

        assertThat(desk.buys(soldAt + 15 * MINUTE - 1, 100).binding()).isEqualTo("COOLDOWN");
        assertThat(desk.buys(soldAt + 15 * MINUTE, 100).binding()).isEqualTo("NONE");
    }

    @Test
    void countsProtectionsAsOpenOrders() {
        Desk desk = Desk.with(Map.of("risk.max-orders-per-minute", "100"));
        for (int i = 0; i < 6; i++) {
            assertThat(desk.buys("S" + i, TEN + i, 100).binding()).isEqualTo("NONE");
        }

        assertThat(desk.buys("S6", TEN + 6, 100).binding()).isEqualTo("OPEN_ORDERS");
    }

    @Test
    void keepsBackTheCashThatWorkingEntriesMayStillCost() {
        Desk desk = Desk.with(Map.of("account.cash", "2019", "risk.max-position-fraction", "1"));
        desk.buys("A", TEN, 100);

        assertThat(desk.buys("B", TEN + 1, 100).binding()).isEqualTo("INSUFFICIENT_CASH");
        assertThat(desk.decisions.get(0).readings())
                .anyMatch(
                        r -> r.text().equals("INSUFFICIENT_CASH: limit=1009.000, actual=1010.000"));
    }

    @Test
    void countsWorkingEntriesAsExposure() {
        Desk desk = Desk.with(Map.of("risk.max-total-exposure", "1999"));
        desk.buys("A", TEN, 100);

        assertThat(desk.buys("B", TEN + 1, 100).binding()).isEqualTo("TOTAL_EXPOSURE");
    }

    @Test
    void stopsARunThatHasUsedUpItsBudget() {
        Desk desk = Desk.with(Map.of("risk.run.max-orders", "1", "risk.run.max-notional", "1500"));
        desk.buys("A", TEN, 100).buys("B", TEN + 1, 100);

        assertThat(desk.decisions.get(0).readings())
                .filteredOn(reading -> reading.breached())
                .extracting(reading -> reading.text())
                .containsExactly(
                        "RUN_ORDERS: limit=1, actual=2", "RUN_NOTIONAL: limit=1500, actual=2000.0");
    }

    @Test
    void judgesTheOrderAgainstTheVolumeThatTheEnsembleRead() {
        Desk desk = Desk.with(Map.of("risk.fat-finger.max-volume-share", "0.000009"));

        assertThat(desk.buys(TEN, 100).binding()).isEqualTo("FAT_FINGER_VOLUME");
        assertThat(desk.decisions.get(0).readings())
                .anyMatch(
                        r ->
                                r.text()
                                        .equals(
                                                "FAT_FINGER_VOLUME: limit=0.000009,"
                                                        + " actual=0.000010"));
    }

    @Test
    void coolsDownOverMidnightButCountsTheDaysEntriesAnew() {
        Desk desk =
                Desk.crypto(Map.of("risk.max-orders-per-symbol-day", "1", "risk.cooldown", "15m"));
        long midnight = Desk.at("2024-03-05", "19:00");
        desk.buys("BTCUSD", midnight - 5 * MINUTE, 100);
        desk.hears(
                desk.holding("BTCUSD").orders().entryId(),
                OrderEvent.BROKER_REJECTED,
                midnight - 5 * MINUTE);

        assertThat(desk.buys("BTCUSD", midnight - MINUTE, 100).binding())
                .isEqualTo("ORDERS_PER_SYMBOL_DAY");
        assertThat(desk.buys("BTCUSD", midnight + 10 * MINUTE - 1, 100).binding())
                .isEqualTo("COOLDOWN");
        assertThat(desk.buys("BTCUSD", midnight + 10 * MINUTE, 100).binding()).isEqualTo("NONE");
    }

    @Test
    void doesNotTradeWithItself() {
        Desk desk = Desk.with(Map.of("risk.pyramiding", "true", "risk.cooldown", "0s")).holdsTen();
        desk.sells(TEN + 5 * MINUTE, 100);

        assertThat(desk.buys(TEN + 6 * MINUTE, 100).binding()).isEqualTo("SELF_TRADE");
    }

    private static String nameOf(Leg leg) {
        return ClientOrderId.of("backtest", "ensemble", SYMBOL, TEN, leg, 0);
    }
}
