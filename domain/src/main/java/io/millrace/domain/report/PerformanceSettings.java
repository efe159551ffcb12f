package io.millrace.domain.report;

import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Market;
import java.util.Map;

/**
 * What the statistics assume.
 *
 * @param periodsPerYear trading days in a year: 252, or 365 where trading never stops
 * @param riskFreeRate per year, as a fraction
 * @param psrTargetSharpe the annual Sharpe ratio that the probabilistic one has to beat
 */
public record PerformanceSettings(int periodsPerYear, double riskFreeRate, double psrTargetSharpe) {

    public static PerformanceSettings from(Settings settings, Market market) {
        int periods =
                settings.whole("report.periods-per-year", market == Market.CRYPTO ? 365 : 252);
        double free = settings.number("report.risk-free-rate", 0);
        double target = settings.number("report.psr-target-sharpe", 1);
        settings.check(periods > 0, "report.periods-per-year", periods, "> 0");
        settings.check(
                free > -1 && free < 1, "report.risk-free-rate", free, "a fraction per year: 0.02");
        return new PerformanceSettings(periods, free, target);
    }

    public static PerformanceSettings standard(Market market) {
        return from(new Settings(Map.of()), market);
    }

    double riskFreePerPeriod() {
        return riskFreeRate / periodsPerYear;
    }
}
