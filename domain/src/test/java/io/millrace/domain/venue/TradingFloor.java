package io.millrace.domain.venue;

import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.portfolio.AccountEngine;
import io.millrace.domain.portfolio.AccountSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One account and one venue on a Tuesday in New York, driven instant by instant. */
final class TradingFloor {

    static final long MINUTE = 60_000;
    static final long TEN = Instant.parse("2024-03-05T15:00:00Z").toEpochMilli();

    final TradingLog log = new TradingLog();
    final AccountEngine engine;
    private final SimulatedTrading trading;
    private SimulatedAccount state;

    TradingFloor(Map<String, Object> values) {
        this(values, true);
    }

    TradingFloor(Map<String, Object> values, boolean approved) {
        Settings settings = new Settings(values);
        AccountSettings account = AccountSettings.from(settings);
        VenueSettings venue = VenueSettings.from(settings);
        settings.finish();
        engine = new AccountEngine(account, Market.XNYS);
        trading =
                new SimulatedTrading(
                        account,
                        engine,
                        new SimulatedVenue(venue, Market.XNYS.calendar()),
                        approved);
        state = trading.opening();
    }

    SimulatedAccount state() {
        return state;
    }

    /** What happens at one instant, told to a fresh page of the log. */
    List<String> at(long atMillis, Decision... decisions) {
        log.turnPage();
        state = trading.at(state, atMillis, List.of(decisions), log);
        return List.copyOf(log.lines);
    }

    static Decision decision(Action action, String symbol, long atMillis, double price) {
        return decision(
                action,
                new Bar(symbol, atMillis - MINUTE, atMillis, price, price, price, price, 1e6));
    }

    static Decision decision(Action action, Bar bar) {
        return new Decision(
                "ensemble",
                bar,
                action,
                0.8,
                1,
                Regime.BULL,
                true,
                List.of(),
                List.of(
                        new GateReading(Gate.VOTES, 1.0, 0, true),
                        new GateReading(Gate.AVERAGE_VOLUME, 1e6, 5e5, true)),
                action == Action.BUY ? risk(bar) : null);
    }

    /** Returns that no two symbols share, so that nothing correlates. */
    private static RiskContext risk(Bar bar) {
        int seed = bar.symbol().hashCode();
        ReturnWindow window = ReturnWindow.empty();
        for (int i = 39; i >= 0; i--) {
            seed = seed * 1_103_515_245 + 12_345;
            window = window.with(bar.endMillis() - i * MINUTE, (seed >> 16) / 32_768.0 * 0.001);
        }
        return new RiskContext(0.01, window);
    }
}
