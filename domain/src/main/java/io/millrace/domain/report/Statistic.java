package io.millrace.domain.report;

import java.util.Locale;

/** Every number that a run is summed up in; {@code docs/statistics.md} has the formulas. */
public enum Statistic {
    /** Equity when the curve begins. */
    START_EQUITY(Unit.MONEY),
    /** Equity when the curve ends. */
    END_EQUITY(Unit.MONEY),
    /** What the run earned or lost in all, fees included. */
    NET_PROFIT(Unit.MONEY),
    /** Net profit over start equity. */
    TOTAL_RETURN(Unit.FRACTION),
    /** Compound annual growth rate over calendar time. */
    CAGR(Unit.FRACTION),
    /** Standard deviation of daily returns, annualised. */
    VOLATILITY(Unit.FRACTION),
    /** Annual excess return per unit of volatility. */
    SHARPE(Unit.RATIO),
    /** Annual excess return per unit of downside deviation. */
    SORTINO(Unit.RATIO),
    /** Annual growth per unit of maximum drawdown. */
    CALMAR(Unit.RATIO),
    /** Probability that the true Sharpe ratio beats the target, given skew and tails. */
    PSR(Unit.FRACTION),
    /** Annual return that the benchmark does not explain. */
    ALPHA(Unit.FRACTION),
    /** Sensitivity to the benchmark's returns. */
    BETA(Unit.RATIO),
    /** Annualised standard deviation of the difference to the benchmark. */
    TRACKING_ERROR(Unit.FRACTION),
    /** Annual return over the benchmark per unit of tracking error. */
    INFORMATION_RATIO(Unit.RATIO),
    /** Annual excess return per unit of beta. */
    TREYNOR(Unit.FRACTION),
    /** Daily loss that 95 % of the days stay within. */
    VAR_95(Unit.FRACTION),
    /** Mean daily loss of the worst 5 % of the days. */
    CVAR_95(Unit.FRACTION),
    /** Daily loss that 99 % of the days stay within. */
    VAR_99(Unit.FRACTION),
    /** Mean daily loss of the worst 1 % of the days. */
    CVAR_99(Unit.FRACTION),
    /** Largest fall from a peak, as a fraction of the peak. */
    MAX_DRAWDOWN(Unit.FRACTION),
    /** Days from the peak of the largest fall until it was reached again, or the end. */
    MAX_DRAWDOWN_DAYS(Unit.DAYS),
    /** The longest stretch of days below an earlier peak. */
    LONGEST_DRAWDOWN_DAYS(Unit.DAYS),
    /** Trading sessions that were sampled. */
    DAYS(Unit.COUNT),
    /** Positions that were opened and closed again. */
    ROUND_TRIPS(Unit.COUNT),
    /** Share of the round trips that earned money. */
    WIN_RATE(Unit.FRACTION),
    /** What the winners earned over what the losers lost. */
    PROFIT_FACTOR(Unit.RATIO),
    /** Mean profit of the winners. */
    AVERAGE_WIN(Unit.MONEY),
    /** Mean loss of the losers, as a positive number. */
    AVERAGE_LOSS(Unit.MONEY),
    /** Mean profit of a round trip. */
    EXPECTANCY(Unit.MONEY),
    /** Mean profit of a round trip per unit of average loss. */
    EXPECTANCY_RATIO(Unit.RATIO),
    /** Mean calendar time in a position. */
    AVERAGE_HOLDING_MINUTES(Unit.MINUTES),
    /** Commissions and regulatory fees of all fills. */
    FEES(Unit.MONEY),
    /** Mean of each day's sales over its closing equity. */
    TURNOVER(Unit.FRACTION),
    /** Mean share of the equity that was in positions, over open market time. */
    EXPOSURE(Unit.FRACTION),
    /** Share of the open market time in which a position was held. */
    TIME_IN_MARKET(Unit.FRACTION);

    /** How a statistic is counted. */
    public enum Unit {
        /** A plain number. */
        RATIO,
        /** 0.01 is one percent. */
        FRACTION,
        /** The account's currency. */
        MONEY,
        COUNT,
        DAYS,
        MINUTES
    }

    private final Unit unit;

    Statistic(Unit unit) {
        this.unit = unit;
    }

    public Unit unit() {
        return unit;
    }

    /** The name in files, such as {@code max_drawdown}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
