package io.millrace.control.report;

import io.millrace.domain.report.Statistic;

/**
 * How each statistic is presented, in the order of the page: its label, its unit, what it means and
 * why it can be missing. There is one for every {@link Statistic}, of the same name.
 */
enum FigureText {
    TOTAL_RETURN(
            Group.RETURN,
            Format.GAIN,
            "Total return",
            "Net profit over starting equity.",
            Absence.NO_EQUITY),
    NET_PROFIT(
            Group.RETURN,
            Format.PROFIT,
            "Net profit",
            "Last equity minus first, every fee included.",
            Absence.NO_EQUITY),
    CAGR(
            Group.RETURN,
            Format.GAIN,
            "Annual growth",
            "Compound growth per calendar year.",
            Absence.TOO_SHORT),
    START_EQUITY(
            Group.RETURN,
            Format.MONEY,
            "Starting equity",
            "Equity at the first mark.",
            Absence.NO_EQUITY),
    END_EQUITY(
            Group.RETURN,
            Format.MONEY,
            "Ending equity",
            "Equity at the last mark.",
            Absence.NO_EQUITY),
    DAYS(
            Group.RETURN,
            Format.COUNT,
            "Sessions",
            "Trading sessions that returns were measured over.",
            Absence.NO_EQUITY),
    SHARPE(
            Group.RISK,
            Format.RATIO,
            "Sharpe ratio",
            "Mean excess return of a session over its deviation, per year.",
            Absence.NO_VARIATION),
    PSR(
            Group.RISK,
            Format.PERCENT,
            "Probabilistic Sharpe",
            "Probability that the true Sharpe ratio beats its target, given the length, skew and tails of the returns.",
            Absence.NO_VARIATION),
    SORTINO(
            Group.RISK,
            Format.RATIO,
            "Sortino ratio",
            "Mean excess return of a session over its downside deviation, per year.",
            Absence.NO_DOWNSIDE),
    CALMAR(
            Group.RISK,
            Format.RATIO,
            "Calmar ratio",
            "Annual growth over the deepest drawdown.",
            Absence.NO_DRAWDOWN),
    VOLATILITY(
            Group.RISK,
            Format.PERCENT,
            "Volatility",
            "Standard deviation of session returns, per year.",
            Absence.TOO_FEW_RETURNS),
    MAX_DRAWDOWN(
            Group.RISK,
            Format.PERCENT,
            "Deepest drawdown",
            "Largest fall from a peak, as a share of the peak.",
            Absence.NO_EQUITY),
    MAX_DRAWDOWN_DAYS(
            Group.RISK,
            Format.DAYS,
            "Its duration",
            "Days from the peak of the deepest drawdown to its recovery, or to the end of the run.",
            Absence.NO_DRAWDOWN),
    LONGEST_DRAWDOWN_DAYS(
            Group.RISK,
            Format.DAYS,
            "Longest drawdown",
            "Most days spent below an earlier peak.",
            Absence.NO_DRAWDOWN),
    VAR_95(
            Group.RISK,
            Format.PERCENT,
            "Value at risk 95 %",
            "Loss of a session that one in twenty exceeds.",
            Absence.TOO_FEW_RETURNS),
    CVAR_95(
            Group.RISK,
            Format.PERCENT,
            "Expected shortfall 95 %",
            "Mean loss of the worst twentieth of the sessions (CVaR).",
            Absence.TOO_FEW_RETURNS),
    VAR_99(
            Group.RISK,
            Format.PERCENT,
            "Value at risk 99 %",
            "Loss of a session that one in a hundred exceeds.",
            Absence.TOO_FEW_RETURNS),
    CVAR_99(
            Group.RISK,
            Format.PERCENT,
            "Expected shortfall 99 %",
            "Mean loss of the worst hundredth of the sessions (CVaR).",
            Absence.TOO_FEW_RETURNS),
    ROUND_TRIPS(
            Group.TRADING,
            Format.COUNT,
            "Round trips",
            "Positions that were opened and closed again.",
            Absence.NO_TRADES),
    WIN_RATE(
            Group.TRADING,
            Format.PERCENT,
            "Win rate",
            "Share of the round trips that earned money after fees.",
            Absence.NO_TRADES),
    PROFIT_FACTOR(
            Group.TRADING,
            Format.RATIO,
            "Profit factor",
            "What the winners earned over what the losers lost.",
            Absence.NO_LOSS),
    EXPECTANCY(
            Group.TRADING,
            Format.PROFIT,
            "Expectancy",
            "Mean profit of a round trip after fees.",
            Absence.NO_TRADES),
    EXPECTANCY_RATIO(
            Group.TRADING,
            Format.RATIO,
            "Expectancy ratio",
            "Mean profit of a round trip per unit of average loss.",
            Absence.NO_LOSS),
    AVERAGE_WIN(
            Group.TRADING,
            Format.MONEY,
            "Average win",
            "Mean profit of the winners.",
            Absence.NO_WIN),
    AVERAGE_LOSS(
            Group.TRADING,
            Format.MONEY,
            "Average loss",
            "Mean loss of the losers, as a positive number.",
            Absence.NO_LOSS),
    AVERAGE_HOLDING_MINUTES(
            Group.TRADING,
            Format.MINUTES,
            "Average holding",
            "Mean calendar time in a position.",
            Absence.NO_TRADES),
    FEES(
            Group.TRADING,
            Format.MONEY,
            "Fees",
            "Commissions and regulatory fees of all fills.",
            Absence.NO_FILLS),
    TURNOVER(
            Group.TRADING,
            Format.PERCENT,
            "Daily turnover",
            "Mean of what a session sold over its closing equity.",
            Absence.NO_EQUITY),
    EXPOSURE(
            Group.TRADING,
            Format.PERCENT,
            "Exposure",
            "Mean share of equity in positions while the market was open.",
            Absence.NO_EQUITY),
    TIME_IN_MARKET(
            Group.TRADING,
            Format.PERCENT,
            "Time in market",
            "Share of the open market time with a position.",
            Absence.NO_EQUITY),
    ALPHA(
            Group.BENCHMARK,
            Format.GAIN,
            "Alpha",
            "Annual return that the benchmark does not explain.",
            Absence.NO_BENCHMARK),
    BETA(
            Group.BENCHMARK,
            Format.RATIO,
            "Beta",
            "Sensitivity of returns to the benchmark's.",
            Absence.NO_BENCHMARK),
    TRACKING_ERROR(
            Group.BENCHMARK,
            Format.PERCENT,
            "Tracking error",
            "Deviation of the difference to the benchmark, per year.",
            Absence.NO_BENCHMARK),
    INFORMATION_RATIO(
            Group.BENCHMARK,
            Format.RATIO,
            "Information ratio",
            "Annual return over the benchmark per unit of tracking error.",
            Absence.NO_BENCHMARK),
    TREYNOR(
            Group.BENCHMARK,
            Format.GAIN,
            "Treynor ratio",
            "Annual excess return per unit of beta.",
            Absence.NO_BENCHMARK);

    private final Group group;
    private final Format format;
    private final String label;
    private final String meaning;
    private final String whyAbsent;

    FigureText(Group group, Format format, String label, String meaning, String whyAbsent) {
        this.group = group;
        this.format = format;
        this.label = label;
        this.meaning = meaning;
        this.whyAbsent = whyAbsent;
    }

    static FigureText of(Statistic statistic) {
        return valueOf(statistic.name());
    }

    Statistic statistic() {
        return Statistic.valueOf(name());
    }

    Group group() {
        return group;
    }

    String label() {
        return label;
    }

    /** What it says, in one sentence. */
    String meaning() {
        return meaning;
    }

    /** What stands in for a value where there is none. */
    String whyAbsent() {
        return whyAbsent;
    }

    boolean isMoney() {
        return format == Format.MONEY || format == Format.PROFIT;
    }

    /** Whether less than zero is bad and more is good. */
    boolean hasSides() {
        return format == Format.GAIN || format == Format.PROFIT;
    }

    /** The value as it is printed, without its currency. */
    String text(double value) {
        return switch (format) {
            case GAIN -> NumberText.signed(NumberText.percent(value, 2));
            case PERCENT -> NumberText.percent(value, 2);
            case RATIO -> NumberText.decimal(value, 2);
            case MONEY -> NumberText.money(value);
            case PROFIT -> NumberText.signed(NumberText.money(value));
            case COUNT -> NumberText.count(Math.round(value));
            case DAYS -> NumberText.decimal(value, 1) + " d";
            case MINUTES -> NumberText.duration(Math.round(value * 60_000));
        };
    }

    /** How a statistic is printed. */
    private enum Format {
        /** A fraction, as a percentage with its sign. */
        GAIN,
        /** A fraction, as a percentage. */
        PERCENT,
        /** A bare number. */
        RATIO,
        /** An amount of the run's currency. */
        MONEY,
        /** An amount of the run's currency, with its sign. */
        PROFIT,
        COUNT,
        DAYS,
        /** Minutes, in the units that matter. */
        MINUTES
    }

    /** Under which heading a statistic is printed. */
    enum Group {
        RETURN("Return"),
        RISK("Risk"),
        TRADING("Trading"),
        BENCHMARK("Against a benchmark");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** Reasons for which a statistic has no value. */
    private static final class Absence {
        static final String NO_EQUITY = "no session was marked with an equity above zero";
        static final String TOO_SHORT = "the run is too short, or lost everything";
        static final String TOO_FEW_RETURNS = "the run has too few sessions";
        static final String NO_VARIATION = "the session returns are too few or do not vary";
        static final String NO_DOWNSIDE = "no session lost money";
        static final String NO_DRAWDOWN = "equity never fell below a peak, or the run is too short";
        static final String NO_BENCHMARK = "the run has no benchmark with enough sessions";
        static final String NO_TRADES = "no position was opened and closed again";
        static final String NO_WIN = "no round trip earned money";
        static final String NO_LOSS = "no round trip lost money";
        static final String NO_FILLS = "nothing was filled";
    }
}
