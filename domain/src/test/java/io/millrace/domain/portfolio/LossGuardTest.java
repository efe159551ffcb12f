package io.millrace.domain.portfolio;

import static io.millrace.domain.portfolio.Desk.MINUTE;
import static io.millrace.domain.portfolio.Desk.SYMBOL;
import static io.millrace.domain.portfolio.Desk.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.TradingState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossGuardTest {

    /** All of 10000 in one symbol: a percent of the price is a percent of equity. */
    private static Desk allIn(Map<String, Object> more) {
        Map<String, Object> values =
                new HashMap<>(
                        Map.of(
                                "account.cash", "10000",
                                "sizing.notional", "9900",
                                "risk.max-position-fraction", "1",
                                "risk.max-order-notional", "10000",
                                "risk.cvar.max", "1",
                                "exits.trailing-stop", "0.99"));
        values.putAll(more);
        Desk desk = Desk.with(values).buys(TEN, 100);
        String whole = desk.order(desk.entry()).quantity().toPlainString();
        return desk.fills(desk.entry(), whole, "100", TEN + MINUTE);
    }

    @ParameterizedTest(name = "from 100 to {0} -> {1}")
    @CsvSource({"94.95, ACTIVE", "94.94, REDUCING"})
    void reducesOnADailyLossUntilTheNextSession(double close, TradingState expected) {
        Desk desk = allIn(Map.of()).sees(TEN + 2 * MINUTE, close);

        assertThat(desk.account.status().state()).isEqualTo(expected);
        assertThat(desk.sent()).isEmpty();

        desk.waits(Desk.at("2024-03-06", "09:29"));

        assertThat(desk.account.status().state()).isEqualTo(expected);

        desk.waits(Desk.at("2024-03-06", "09:30"));

        assertThat(desk.account.status().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(desk.account.status().cause()).isNull();
        assertThat(desk.account.marks().dayStart()).isEqualByComparingTo(desk.account.equity());
    }

    @Test
    void refusesEntriesForTheRestOfTheDayEvenAfterARecovery() {
        Desk desk = allIn(Map.of()).sees(TEN + 2 * MINUTE, 94).buys("MSFT", TEN + 3 * MINUTE, 1);

        assertThat(desk.binding()).isEqualTo("DAILY_LOSS");
        assertThat(desk.account.status().cause()).isEqualTo(DenialCode.DAILY_LOSS);

        desk.sees(TEN + 4 * MINUTE, 100).buys("MSFT", TEN + 5 * MINUTE, 1);

        assertThat(desk.binding()).isEqualTo("TRADING_STATE");
    }

    @Test
    void takesWorkingEntriesBackOnADailyLoss() {
        Desk desk = allIn(Map.of()).buys("MSFT", TEN + 2 * MINUTE, 50);

        assertThat(desk.binding()).isEqualTo("INSUFFICIENT_CASH");

        desk = allIn(Map.of("sizing.notional", "4900"));
        desk.buys("MSFT", TEN + 2 * MINUTE, 50);
        String entry = desk.holding("MSFT").orders().entryId();
        desk.sees(TEN + 3 * MINUTE, 89);

        assertThat(desk.cancelled()).containsExactly(entry);
        assertThat(desk.sees(TEN + 4 * MINUTE, 88.9).requests).isEmpty();
    }

    @ParameterizedTest(name = "from 100 to {0} -> sells everything: {1}")
    @CsvSource({"89.90, false", "89.89, true"})
    void sellsEverythingOnADrawdownAndStaysOut(double close, boolean sells) {
        Desk desk = allIn(Map.of("risk.kill-switch-loss", "0.5")).sees(TEN + 2 * MINUTE, close);

        assertThat(desk.sent().isEmpty()).isEqualTo(!sells);
        if (sells) {
            assertThat(desk.sent(Leg.EXIT).reason()).isEqualTo("DRAWDOWN");
            assertThat(desk.account.status().state()).isEqualTo(TradingState.HALTED);
            assertThat(desk.account.status().cause()).isEqualTo(DenialCode.DRAWDOWN);
            assertThat(desk.account.status().killed()).isFalse();

            desk.fills(desk.exit(), "99", "89.89", TEN + 3 * MINUTE);
            desk.waits(Desk.at("2024-03-06", "10:00"));
            desk.buys("MSFT", Desk.at("2024-03-06", "10:00"), 1);

            assertThat(desk.binding()).isEqualTo("DRAWDOWN");
        }
    }

    @Test
    void measuresDrawdownFromThePeakAndNotFromTheStart() {
        Desk desk =
                allIn(Map.of("risk.max-daily-loss", "1", "risk.kill-switch-loss", "0.5"))
                        .sees(TEN + 2 * MINUTE, 200)
                        .sees(TEN + 3 * MINUTE, 180);

        assertThat(desk.account.status().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(desk.sees(TEN + 4 * MINUTE, 179.8).account.status().state())
                .isEqualTo(TradingState.HALTED);
    }

    @Test
    void sellsAlsoWhatAnEntryStillFillsDuringALiquidation() {
        Desk desk = allIn(Map.of("sizing.notional", "4900")).buys("MSFT", TEN + 2 * MINUTE, 50);
        desk.sees(TEN + 3 * MINUTE, 79);
        Holding other = desk.holding("MSFT");

        assertThat(desk.account.status().liquidating()).isTrue();
        assertThat(desk.cancelled()).contains(other.orders().entryId());

        desk.fills(other.orders().entryId(), "98", "50", TEN + 4 * MINUTE);

        assertThat(desk.sent(Leg.EXIT).symbol()).isEqualTo("MSFT");
        assertThat(desk.sent(Leg.EXIT).quantity()).isEqualByComparingTo("98");
    }

    @ParameterizedTest(name = "from 100 to {0} -> killed: {1}")
    @CsvSource({"89.90, false", "89.89, true"})
    void throwsTheKillSwitchOnALossSinceTheOpening(double close, boolean killed) {
        Desk desk = allIn(Map.of("risk.max-drawdown", "0.5")).sees(TEN + 2 * MINUTE, close);

        assertThat(desk.account.status().killed()).isEqualTo(killed);
        assertThat(desk.requests).isEmpty();
        if (killed) {
            assertThat(desk.account.status().state()).isEqualTo(TradingState.HALTED);
            assertThat(desk.account.status().cause()).isEqualTo(DenialCode.KILL_SWITCH);
        }
    }

    @ParameterizedTest(name = "exits.under-kill-switch: {0}")
    @CsvSource({"allow, NONE, 0", "liquidate, EXIT_ALREADY_WORKING, 1", "block, EXITS_BLOCKED, 0"})
    void treatsExitsUnderAKillSwitchAsConfigured(String exits, String binding, int sold) {
        Desk desk = Desk.with(Map.of("exits.under-kill-switch", exits)).holdsTen();
        desk.took(desk.engine.kill(desk.account, TEN + 2 * MINUTE));

        assertThat(desk.sent()).hasSize(sold);
        assertThat(desk.buys("MSFT", TEN + 3 * MINUTE, 100).binding()).isEqualTo("KILL_SWITCH");
        assertThat(desk.sells(TEN + 4 * MINUTE, 100).binding()).isEqualTo(binding);
    }

    @Test
    void takesWorkingEntriesBackUnderAKillSwitch() {
        Desk desk = Desk.standard().buys(TEN, 100);
        desk.took(desk.engine.kill(desk.account, TEN + 1));

        assertThat(desk.cancelled()).containsExactly(desk.entry());
        assertThat(desk.requests.get(0).reason()).isEqualTo("KILL_SWITCH");
    }

    @Test
    void postponesABlockedExitUntilTheKillSwitchIsReleased() {
        Desk desk = Desk.with(Map.of("exits.under-kill-switch", "block")).holdsTen();
        desk.took(desk.engine.kill(desk.account, TEN + 2 * MINUTE));
        long due = TEN + 61 * MINUTE;
        desk.waits(due);

        assertThat(desk.requests).isEmpty();
        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(due + MINUTE);

        desk.took(desk.engine.resume(desk.account, due + 30_000)).waits(due + MINUTE);

        assertThat(desk.sent(Leg.EXIT).reason()).isEqualTo("MAX_HOLDING");
    }

    @Test
    void protectsEvenWhereTheKillSwitchBlocksExits() {
        Desk desk = Desk.with(Map.of("exits.under-kill-switch", "block")).holdsTen();
        desk.took(desk.engine.kill(desk.account, TEN + 2 * MINUTE));
        desk.hears(desk.stopLoss(), OrderEvent.BROKER_CANCELED, TEN + 3 * MINUTE);

        assertThat(desk.sent(Leg.STOP_LOSS).symbol()).isEqualTo(SYMBOL);
    }

    @Test
    void sellsEverythingInTheOrderOfTheSymbols() {
        Desk desk =
                Desk.with(
                        Map.of(
                                "exits.under-kill-switch", "liquidate",
                                "risk.max-orders-per-minute", "100"));
        List<String> symbols = List.of("TSLA", "XOM", "AAPL", "MSFT", "KO", "BA");
        for (String symbol : symbols) {
            desk.buys(symbol, TEN, 100);
            desk.fills(desk.holding(symbol).orders().entryId(), "10", "100", TEN + MINUTE);
        }
        desk.took(desk.engine.kill(desk.account, TEN + 2 * MINUTE));

        assertThat(desk.sent())
                .extracting(Order::symbol)
                .containsExactly("AAPL", "BA", "KO", "MSFT", "TSLA", "XOM");
    }

    @Test
    void beginsTheDayWithTheFirstBarWhereNoTimerCameFirst() {
        Desk desk = allIn(Map.of()).sees(TEN + 2 * MINUTE, 94);
        desk.sees(Desk.at("2024-03-06", "09:31"), 93.5);

        assertThat(desk.account.status().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(desk.account.marks().dayStart()).isEqualByComparingTo("9406");
    }

    @Test
    void staysKilledOverTheNight() {
        Desk desk = Desk.standard().holdsTen();
        desk.took(desk.engine.kill(desk.account, TEN + 2 * MINUTE));
        desk.waits(Desk.at("2024-03-06", "09:30"));

        assertThat(desk.account.status().killed()).isTrue();
        assertThat(desk.account.status().state()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void countsFromTheResumeButKeepsTheDaysLoss() {
        Desk desk = allIn(Map.of()).sees(TEN + 2 * MINUTE, 85);
        desk.fills(desk.exit(), "99", "85", TEN + 3 * MINUTE);
        desk.took(desk.engine.resume(desk.account, TEN + 4 * MINUTE));

        assertThat(desk.account.status().state()).isEqualTo(TradingState.ACTIVE);
        assertThat(desk.account.status().killed()).isFalse();
        assertThat(desk.account.status().liquidating()).isFalse();
        assertThat(desk.account.marks().peak()).isEqualByComparingTo("8515");
        assertThat(desk.account.marks().resumed()).isEqualByComparingTo("8515");
        assertThat(desk.account.marks().opening()).isEqualByComparingTo("10000");
        assertThat(desk.buys("MSFT", TEN + 5 * MINUTE, 1).binding()).isEqualTo("DAILY_LOSS");
        assertThat(desk.buys("MSFT", Desk.at("2024-03-06", "10:00"), 1).binding())
                .isNotEqualTo("DAILY_LOSS");
    }

    @Test
    void watchesTheLossThatAFillBrings() {
        Desk desk = Desk.with(Map.of("account.cash", "10000", "risk.max-position-fraction", "1"));
        desk.buys(TEN, 100);
        desk.fills(desk.entry(), "10", "100", "100", "500", TEN + MINUTE);

        assertThat(desk.account.status().state()).isEqualTo(TradingState.REDUCING);
    }

    @ParameterizedTest(name = "{0} {1} -> day {2}, until {3} 09:30")
    @CsvSource({
        "2024-03-05, 10:00, 2024-03-05, 2024-03-06",
        "2024-03-08, 10:00, 2024-03-08, 2024-03-11",
        "2024-03-05, 16:00, 2024-03-05, 2024-03-06",
        "2024-03-05, 08:00, 2024-03-05, 2024-03-05",
        "2024-03-28, 12:00, 2024-03-28, 2024-04-01",
    })
    void beginsItsDayWithTheSession(String date, String time, String day, String next) {
        Desk desk = Desk.standard().waits(Desk.at(date, time));

        assertThat(desk.account.marks().epochDay())
                .isEqualTo(java.time.LocalDate.parse(day).toEpochDay());
        assertThat(desk.engine.nextDeadline(desk.account)).hasValue(Desk.at(next, "09:30"));
    }

    @Test
    void forgetsSymbolsThatNoCooldownConcernsAnyMore() {
        Desk desk = Desk.standard().buys(TEN, 100);
        desk.hears(desk.entry(), OrderEvent.BROKER_REJECTED, TEN + 1);

        assertThat(desk.account.activity().bySymbol()).containsOnlyKeys(SYMBOL);

        desk.waits(Desk.at("2024-03-06", "09:30"));

        assertThat(desk.account.activity().bySymbol()).isEmpty();
    }
}
