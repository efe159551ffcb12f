package io.millrace.control.report;

import java.util.Locale;

/** Every statistic of a run: what it is called, how it is printed, and why it can be missing. */
public enum Statistic {
    TOTAL_RETURN(
            Group.RETURN,
            Format.GAIN,
            "Total return",
            "Last equity over first, minus one.",
            Absence.NO_EQUITY),
    NET_PROFIT(
            Group.RETURN,
            Format.PROFIT,
            "Net profit",
            "Last equity minus first, after every fee.",
            Absence.NO_EQUITY),
    ANNUAL_RETURN(
            Group.RETURN,
            Format.GAIN,
            "Annual return",
            "Compound growth per year.",
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
    SHARPE(
            Group.RISK,
            Format.RATIO,
            "Sharpe ratio",
            "Mean return over its standard deviation, per year.",
            Absence.NO_VARIATION),
    SORTINO(
            Group.RISK,
            Format.RATIO,
            "Sortino ratio",
            "Mean return over its downside deviation, per year.",
            Absence.NO_LOSS),
    CALMAR(
            Group.RISK,
            Format.RATIO,
            "Calmar ratio",
            "Annual return over the deepest drawdown.",
            Absence.NO_DRAWDOWN),
    PROBABILISTIC_SHARPE(
            Group.RISK,
            Format.PERCENT,
            "Probabilistic Sharpe",
            "Probability that the true Sharpe ratio is above zero, given the length, skew and tails of the returns.",
            Absence.NO_VARIATION),
    MAX_DRAWDOWN(
            Group.RISK,
            Format.LOSS,
            "Deepest drawdown",
            "Largest fall from a peak, as a fraction of the peak.",
            Absence.NO_EQUITY),
    MAX_DRAWDOWN_MILLIS(
            Group.RISK,
            Format.DURATION,
            "Longest drawdown",
            "Longest time from a peak to the next higher one, or to the end of the run.",
            Absence.NO_DRAWDOWN),
    ANNUAL_VOLATILITY(
            Group.RISK,
            Format.PERCENT,
            "Annual volatility",
            "Standard deviation of returns, scaled to a year.",
            Absence.TOO_SHORT),
    VALUE_AT_RISK_95(
            Group.RISK,
            Format.LOSS,
            "Value at risk 95 %",
            "Loss that one return in twenty exceeds.",
            Absence.TOO_SHORT),
    CONDITIONAL_VALUE_AT_RISK_95(
            Group.RISK,
            Format.LOSS,
            "Conditional value at risk 95 %",
            "Mean of the losses beyond the value at risk.",
            Absence.TOO_SHORT),
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
    INFORMATION_RATIO(
            Group.BENCHMARK,
            Format.RATIO,
            "Information ratio",
            "Mean return above the benchmark over its deviation, per year.",
            Absence.NO_BENCHMARK),
    TREYNOR(
            Group.BENCHMARK,
            Format.RATIO,
            "Treynor ratio",
            "Annual return over beta.",
            Absence.NO_BENCHMARK),
    TRADES(
            Group.TRADING,
            Format.COUNT,
            "Round trips",
            "Positions that were opened and closed.",
            Absence.NO_TRADES),
    WIN_RATE(
            Group.TRADING,
            Format.PERCENT,
            "Win rate",
            "Share of round trips with a profit after fees.",
            Absence.NO_TRADES),
    PROFIT_FACTOR(
            Group.TRADING,
            Format.RATIO,
            "Profit factor",
            "Sum of the profits over the sum of the losses.",
            Absence.NO_LOSS),
    EXPECTANCY(
            Group.TRADING,
            Format.PROFIT,
            "Expectancy",
            "Mean profit of a round trip after fees.",
            Absence.NO_TRADES),
    AVERAGE_WIN(
            Group.TRADING,
            Format.PROFIT,
            "Average win",
            "Mean profit of the round trips with a profit.",
            Absence.NO_WIN),
    AVERAGE_LOSS(
            Group.TRADING,
            Format.PROFIT,
            "Average loss",
            "Mean loss of the round trips with a loss.",
            Absence.NO_LOSS),
    TURNOVER(
            Group.TRADING,
            Format.RATIO,
            "Turnover",
            "Value traded over mean equity, per year.",
            Absence.TOO_SHORT),
    EXPOSURE(
            Group.TRADING,
            Format.PERCENT,
            "Exposure",
            "Share of the time with an open position.",
            Absence.NO_EQUITY),
    FEES(
            Group.TRADING,
            Format.MONEY,
            "Fees",
            "Commission and regulatory fees of all fills.",
            Absence.NO_FILLS),
    SLIPPAGE(
            Group.TRADING,
            Format.MONEY,
            "Slippage",
            "What the fills cost beyond the prices that were expected.",
            Absence.NO_FILLS);

    private final Group group;
    private final Format format;
    private final String label;
    private final String meaning;
    private final String whyAbsent;

    Statistic(Group group, Format format, String label, String meaning, String whyAbsent) {
        this.group = group;
        this.format = format;
        this.label = label;
        this.meaning = meaning;
        this.whyAbsent = whyAbsent;
    }

    /** The name in {@code metrics.json}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    /** What it says, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** The sentence that stands in for a value where there is none. */
    public String whyAbsent() {
        return whyAbsent;
    }

    Group group() {
        return group;
    }

    Format format() {
        return format;
    }

    /** The value as it is printed, without its currency. */
    public String text(double value) {
        return switch (format) {
            case GAIN -> NumberText.signed(NumberText.percent(value, 2));
            case PERCENT, LOSS -> NumberText.percent(value, 2);
            case RATIO -> NumberText.decimal(value, 2);
            case MONEY -> NumberText.money(value);
            case PROFIT -> NumberText.signed(NumberText.money(value));
            case COUNT -> NumberText.count(Math.round(value));
            case DURATION -> NumberText.duration(Math.round(value));
        };
    }

    /** How a statistic is printed. */
    enum Format {
        /** A fraction, as a percentage with its sign. */
        GAIN,
        /** A fraction, as a percentage. */
        PERCENT,
        /** A fraction lost, as a percentage. */
        LOSS,
        /** A bare number. */
        RATIO,
        /** An amount of the run's currency. */
        MONEY,
        /** An amount of the run's currency, with its sign. */
        PROFIT,
        /** A whole number. */
        COUNT,
        /** Milliseconds, in the units that matter. */
        DURATION;

        boolean isMoney() {
            return this == MONEY || this == PROFIT;
        }

        /** Whether more is better and less than zero is bad. */
        boolean hasSides() {
            return this == GAIN || this == PROFIT;
        }
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
        static final String NO_EQUITY = "the run marked no equity";
        static final String TOO_SHORT = "the run is too short to be scaled to a year";
        static final String NO_VARIATION = "the returns are too few or do not vary";
        static final String NO_DRAWDOWN = "equity never fell below a peak";
        static final String NO_BENCHMARK = "the run was compared with no benchmark";
        static final String NO_TRADES = "no position was opened and closed";
        static final String NO_WIN = "no round trip ended with a profit";
        static final String NO_LOSS = "nothing was lost, so there is nothing to divide by";
        static final String NO_FILLS = "nothing was filled";
    }
}
