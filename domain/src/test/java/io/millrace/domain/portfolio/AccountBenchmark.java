package io.millrace.domain.portfolio;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Bar;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Measures the account with ten positions; a main and no test, because a machine under load proves
 * nothing. Run it with {@code java -cp ...:domain/target/test-classes}.
 */
public final class AccountBenchmark {

    private static final int ROUNDS = 200_000;

    private AccountBenchmark() {}

    public static void main(String[] args) {
        Desk desk =
                Desk.with(
                        Map.of(
                                "risk.max-open-orders", "100",
                                "risk.max-orders-per-minute", "100"));
        for (int i = 0; i < 10; i++) {
            String symbol = "SYM" + i;
            desk.buys(symbol, Desk.TEN, 100);
            desk.fills(desk.holding(symbol).orders().entryId(), "10", "100", Desk.TEN + 60_000);
        }
        for (int minute = 1; minute <= 20; minute++) {
            for (int i = 0; i < 10; i++) {
                long end = Desk.TEN + minute * Desk.MINUTE;
                double close = 100 + (minute * (i + 3) % 7) / 10.0;
                desk.took(desk.engine.onBar(desk.account, Desk.bar("SYM" + i, end, close)));
            }
        }
        Account account = desk.account;
        long at = Desk.TEN + 20 * Desk.MINUTE;
        Decision buy = Desk.decision(Action.BUY, "AAPL", at, 100);
        Decision hold = Desk.decision(Action.HOLD, "AAPL", at, 100);
        Bar other = Desk.bar("AAPL", at, 100);
        Bar held = Desk.bar("SYM3", at + Desk.MINUTE, 101);
        AccountEngine engine = desk.engine;
        if (!engine.onDecision(account, buy).decisions().get(0).approved()) {
            throw new IllegalStateException("the measured entry was refused");
        }
        for (int warm = 0; warm < 3; warm++) {
            measure("BUY with 10 positions", i -> engine.onDecision(account, buy));
            measure("HOLD", i -> engine.onDecision(account, hold));
            measure("bar of a symbol not held", i -> engine.onBar(account, other));
            measure("bar of a held symbol", i -> engine.onBar(account, held));
        }
    }

    private static void measure(String what, IntFunction<AccountStep> call) {
        long[] nanos = new long[ROUNDS];
        int kept = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long from = System.nanoTime();
            kept += call.apply(i).requests().size();
            nanos[i] = System.nanoTime() - from;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-26s p50 %6d ns  p99 %6d ns  p99.9 %7d ns  (%d)%n",
                what,
                nanos[ROUNDS / 2],
                nanos[ROUNDS / 100 * 99],
                nanos[ROUNDS / 1000 * 999],
                kept);
    }
}
