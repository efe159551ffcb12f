package io.millrace.broker.tape;

import io.millrace.broker.BrokerOptions;
import io.millrace.broker.BrokerServer;
import io.millrace.broker.Keys;
import io.millrace.broker.exchange.AccountTerms;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A whole broker on a tape of one session in which nothing changes but the volume. */
public final class TapeBroker {

    /** A Tuesday's opening bell. */
    public static final Instant OPEN = Instant.parse("2026-01-06T14:30:00Z");

    private static final int MINUTES = 390;

    private TapeBroker() {}

    /**
     * A broker that knows AAPL and MSFT, both at 100 with 10 000 shares and one more each minute.
     */
    public static BrokerServer start(Path folder, double speed, Keys keys) throws IOException {
        return BrokerServer.start(
                new BrokerOptions(
                        new BrokerOptions.Listen(0, 0, false),
                        new BrokerOptions.Tape(
                                List.of(write(folder)),
                                new TapeFilter(
                                        Set.of("AAPL", "MSFT"), Long.MIN_VALUE, Long.MAX_VALUE),
                                Market.XNYS,
                                Resolution.MINUTE,
                                speed),
                        AccountTerms.standard(),
                        BrokerOptions.paperVenue(),
                        new BrokerOptions.Access(keys, 200),
                        new BrokerOptions.Files(null, null)));
    }

    private static Path write(Path folder) throws IOException {
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        for (int minute = 0; minute < MINUTES; minute++) {
            for (String symbol : List.of("AAPL", "MSFT")) {
                rows.append(symbol).append(',').append(OPEN.plusSeconds(minute * 60L));
                rows.append(",100,101,99,100,").append(10_000 + minute).append('\n');
            }
        }
        return Files.writeString(folder.resolve("tape.csv"), rows.toString());
    }
}
