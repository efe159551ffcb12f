package io.millrace.broker;

import io.millrace.broker.exchange.AccountTerms;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.venue.VenueSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a broker is started.
 *
 * @param venue how orders fill and what that costs
 */
public record BrokerOptions(
        Listen listen,
        Tape tape,
        AccountTerms account,
        VenueSettings venue,
        Access access,
        Files files) {

    /**
     * Where it listens.
     *
     * @param port of the trading API; 0 for a free one
     * @param dataPort of the market data API; absent for the same port
     * @param beyondLoopback whether other machines may call
     */
    public record Listen(int port, @Nullable Integer dataPort, boolean beyondLoopback) {}

    /**
     * What it trades on.
     *
     * @param speed how many seconds of market time pass in one of wall clock; infinite for as fast
     *     as possible
     */
    public record Tape(
            List<Path> paths,
            TapeFilter filter,
            Market market,
            Resolution resolution,
            double speed) {

        public Tape {
            paths = List.copyOf(paths);
            if (!(speed > 0)) {
                throw new IllegalArgumentException("speed: " + speed + " (expected: > 0 or max)");
            }
        }
    }

    /**
     * Who may call, and how often.
     *
     * @param requestsPerMinute of the trading API; 0 for no limit
     */
    public record Access(Keys keys, int requestsPerMinute) {

        /** Any key, and Alpaca's limit. */
        public static Access standard() {
            return new Access(Keys.any(), 200);
        }
    }

    /**
     * Files that it reads and writes.
     *
     * @param ledger absent for a broker that forgets everything when it ends
     * @param faults absent for a broker with which nothing goes wrong
     */
    public record Files(@Nullable Path ledger, @Nullable Path faults) {}

    /** The venue of backtests without fees: Alpaca's paper account charges none. */
    public static VenueSettings paperVenue() {
        VenueSettings standard = VenueSettings.standard();
        return new VenueSettings(
                standard.volumeShare(),
                standard.lot(),
                standard.limitNeedsTradeThrough(),
                standard.priceDecimals(),
                standard.slippage(),
                standard.slippageBps(),
                standard.priceImpact(),
                VenueSettings.Fees.NONE,
                BigDecimal.ZERO);
    }

    /** A paper account on a free port of this machine, without files. */
    public static BrokerOptions paper(Tape tape) {
        return new BrokerOptions(
                new Listen(0, null, false),
                tape,
                AccountTerms.standard(),
                paperVenue(),
                Access.standard(),
                new Files(null, null));
    }
}
