package io.millrace.trainer.run;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.TradingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/** An invented tape in which no minute of a session is without a bar. */
final class WholeMinutes {

    private WholeMinutes() {}

    static void write(int symbols, int sessions, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int symbol = 1; symbol <= symbols; symbol++) {
            String name = "WHOLE" + symbol;
            Files.writeString(folder.resolve(name + ".csv"), rows(name, symbol, sessions));
        }
    }

    private static String rows(String name, int seed, int sessions) {
        SplittableRandom random = new SplittableRandom(seed); // determinism: seeded
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        TradingSession session =
                Market.XNYS.calendar().sessionOn(LocalDate.of(2024, 1, 2)).orElseThrow();
        double close = 100;
        for (int day = 0; day < sessions; day++) {
            for (long at = session.openMillis(); at < session.closeMillis(); at += 60_000) {
                double open = close;
                close = Math.max(10, close * (1 + random.nextDouble(-0.001, 0.001)));
                rows.append(
                        String.format(
                                Locale.ROOT,
                                "%s,%d,%.2f,%.2f,%.2f,%.2f,%d%n",
                                name,
                                at,
                                open,
                                Math.max(open, close) + 0.02,
                                Math.min(open, close) - 0.02,
                                close,
                                1_000 + random.nextInt(500)));
            }
            session = Market.XNYS.calendar().nextSession(session.closeMillis());
        }
        return rows.toString();
    }
}
