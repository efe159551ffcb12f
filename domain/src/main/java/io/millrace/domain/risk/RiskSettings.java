package io.millrace.domain.risk;

import static java.math.BigDecimal.ONE;

import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.risk.RiskLimits.FatFinger;
import io.millrace.domain.risk.RiskLimits.LossLimits;
import io.millrace.domain.risk.RiskLimits.MarketLimits;
import io.millrace.domain.risk.RiskLimits.OrderRates;
import io.millrace.domain.risk.RiskLimits.RunBudget;
import java.math.BigDecimal;

/** Reads {@link RiskLimits} from the {@code risk} section and refuses what makes no sense. */
final class RiskSettings {

    private final Settings settings;

    private RiskSettings(Settings settings) {
        this.settings = settings;
    }

    static RiskLimits read(Settings settings) {
        RiskSettings reader = new RiskSettings(settings);
        return new RiskLimits(
                reader.fraction("risk.max-position-fraction", "0.02"),
                reader.positive("risk.max-order-notional", "1000"),
                reader.positive("risk.max-order-shares", "100"),
                reader.positive("risk.max-symbol-exposure", "10000"),
                reader.positive("risk.max-total-exposure", "50000"),
                reader.fraction("risk.max-sector-exposure", "0.30"),
                RiskLimits.sectors(settings, settings.sections("risk.sectors")),
                settings.flag("risk.pyramiding", false),
                settings.flag("risk.block-on-unknown", true),
                reader.notNegative("risk.cash-buffer", "0.01"),
                reader.rates(),
                reader.losses(),
                reader.market(),
                reader.fatFinger(),
                reader.run());
    }

    private OrderRates rates() {
        return new OrderRates(
                count("risk.max-orders-per-minute", 5),
                count("risk.max-orders-per-symbol-day", 3),
                millis("risk.cooldown", "15m"),
                count("risk.max-open-orders", 20),
                millis("risk.duplicate-window", "1m"));
    }

    private LossLimits losses() {
        BigDecimal confidence = fraction("risk.cvar.confidence", "0.95");
        settings.check(
                confidence.compareTo(ONE) < 0, "risk.cvar.confidence", confidence, "> 0 and < 1");
        return new LossLimits(
                fraction("risk.max-daily-loss", "0.05"),
                fraction("risk.max-drawdown", "0.10"),
                fraction("risk.kill-switch-loss", "0.10"),
                fraction("risk.cvar.max", "0.03").doubleValue(),
                confidence.doubleValue(),
                scenarios());
    }

    private int scenarios() {
        int scenarios = settings.whole("risk.min-scenarios", 20);
        settings.check(
                scenarios >= 2 && scenarios <= ReturnWindow.LENGTH,
                "risk.min-scenarios",
                scenarios,
                "2 to " + ReturnWindow.LENGTH);
        return scenarios;
    }

    private MarketLimits market() {
        return new MarketLimits(
                positive("risk.max-volatility", "0.10").doubleValue(),
                fraction("risk.max-correlation", "0.95").doubleValue(),
                fraction("risk.price-collar", "0.05"),
                positive("risk.slippage.expected-bps", "5"),
                positive("risk.slippage.tolerance", "3"),
                millis("risk.slippage.block", "30m"),
                settings.flag("risk.entries-when-closed", false));
    }

    private FatFinger fatFinger() {
        return new FatFinger(
                positive("risk.fat-finger.max-quantity", "100000"),
                positive("risk.fat-finger.max-notional", "50000"),
                fraction("risk.fat-finger.max-volume-share", "0.01").doubleValue());
    }

    private RunBudget run() {
        int orders = settings.whole("risk.run.max-orders", 0);
        settings.check(orders >= 0, "risk.run.max-orders", orders, ">= 0, 0 for no limit");
        return new RunBudget(
                notNegative("risk.run.max-loss", "0"),
                orders,
                notNegative("risk.run.max-notional", "0"));
    }

    private BigDecimal positive(String key, String standard) {
        BigDecimal value = settings.decimal(key, standard);
        settings.check(value.signum() > 0, key, value, "> 0");
        return value;
    }

    private BigDecimal notNegative(String key, String standard) {
        BigDecimal value = settings.decimal(key, standard);
        settings.check(value.signum() >= 0, key, value, ">= 0");
        return value;
    }

    private BigDecimal fraction(String key, String standard) {
        BigDecimal value = settings.decimal(key, standard);
        settings.check(value.signum() > 0 && value.compareTo(ONE) <= 0, key, value, "> 0 and <= 1");
        return value;
    }

    private int count(String key, int standard) {
        int value = settings.whole(key, standard);
        settings.check(value >= 1, key, value, ">= 1");
        return value;
    }

    private long millis(String key, String standard) {
        long value = settings.duration(key, standard).toMillis();
        settings.check(value >= 0, key, value + "ms", ">= 0");
        return value;
    }
}
