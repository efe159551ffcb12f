package io.millrace.domain.portfolio;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * When a position is left; every fraction is of a price.
 *
 * @param takeProfit how far above the decision's close the limit order waits
 * @param stopLoss how far below it the stop order waits
 * @param trailingStop how far below the high since entry a close ends the position; zero for never
 * @param maxHoldingMinutes minutes of open market in position; zero for no limit
 * @param endOfDay whether no position is held over the close; means nothing where a market never
 *     closes
 * @param beforeCloseMillis how long before the close the position is left
 * @param underKillSwitch what the kill switch means for exits
 * @param tick price step of the protections; zero for the market's own
 */
public record ExitSettings(
        BigDecimal takeProfit,
        BigDecimal stopLoss,
        BigDecimal trailingStop,
        long maxHoldingMinutes,
        boolean endOfDay,
        long beforeCloseMillis,
        KillSwitchExits underKillSwitch,
        BigDecimal tick)
        implements Serializable {

    /** A named pair of protections. */
    enum Profile {
        STANDARD("0.03", "0.015"),
        AWET("0.01", "0.005");

        private final String takeProfit;
        private final String stopLoss;

        Profile(String takeProfit, String stopLoss) {
            this.takeProfit = takeProfit;
            this.stopLoss = stopLoss;
        }
    }

    /** What the kill switch means for exits. */
    public enum KillSwitchExits {
        /** Protections and exits go on. */
        ALLOW,
        /** Everything is sold at once. */
        LIQUIDATE,
        /** No exit is sent either; protections that work already stay where they are. */
        BLOCK
    }

    public static ExitSettings from(Settings settings) {
        Profile profile = settings.choice("exits.profile", Profile.class, Profile.STANDARD);
        Duration holding = settings.duration("exits.max-holding", "60m");
        settings.check(
                holding.toMinutes() >= 0 && holding.toMillis() % 60_000 == 0,
                "exits.max-holding",
                holding,
                "whole minutes, 0m for no limit");
        Duration beforeClose = settings.duration("exits.end-of-day-before-close", "5m");
        settings.check(
                !beforeClose.isNegative(), "exits.end-of-day-before-close", beforeClose, ">= 0");
        BigDecimal tick = settings.decimal("exits.tick", "0");
        settings.check(tick.signum() >= 0, "exits.tick", tick, ">= 0, 0 for the market's own");
        return new ExitSettings(
                fraction(settings, "exits.take-profit", profile.takeProfit, 1),
                fraction(settings, "exits.stop-loss", profile.stopLoss, 1),
                fraction(settings, "exits.trailing-stop", "0.05", 0),
                holding.toMinutes(),
                settings.flag("exits.end-of-day", true),
                beforeClose.toMillis(),
                settings.choice(
                        "exits.under-kill-switch", KillSwitchExits.class, KillSwitchExits.ALLOW),
                tick);
    }

    private static BigDecimal fraction(
            Settings settings, String key, String standard, int leastSign) {
        BigDecimal value = settings.decimal(key, standard);
        settings.check(
                value.signum() >= leastSign && value.compareTo(BigDecimal.ONE) < 0,
                key,
                value,
                leastSign == 0 ? ">= 0 and < 1, 0 for never" : "> 0 and < 1");
        return value;
    }
}
