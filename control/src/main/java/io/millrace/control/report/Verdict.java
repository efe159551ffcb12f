package io.millrace.control.report;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The run in plain words, for someone who reads one line of it. */
final class Verdict {

    /** Below this probability of a positive Sharpe ratio, luck explains the result as well. */
    private static final double CONVINCING = 0.95;

    private Verdict() {}

    static String of(RunReport report) {
        if (report.trades().isEmpty()) {
            return moneyMade(report) + withoutTrades(report);
        }
        return moneyMade(report) + withTrades(report) + doubt(report);
    }

    private static String moneyMade(RunReport report) {
        Double gained = report.value(Statistic.TOTAL_RETURN);
        Double profit = report.value(Statistic.NET_PROFIT);
        if (gained == null || profit == null) {
            return "No equity was marked. ";
        }
        if (profit == 0) {
            return "Neither gained nor lost. ";
        }
        String amount = NumberText.money(Math.abs(profit)) + " " + report.heading().currency();
        return (profit > 0 ? "Gained " : "Lost ")
                + NumberText.percent(Math.abs(gained), 2)
                + " ("
                + amount
                + ")"
                + drawdown(report.value(Statistic.MAX_DRAWDOWN));
    }

    private static String drawdown(@Nullable Double deepest) {
        return deepest == null || deepest == 0
                ? " without a drawdown. "
                : " with a deepest drawdown of " + NumberText.percent(Math.abs(deepest), 2) + ". ";
    }

    private static String withTrades(RunReport report) {
        int trades = report.trades().size();
        long won = report.trades().stream().filter(Verdict::isWon).count();
        if (trades == 1) {
            return "1 round trip, " + (won == 1 ? "won." : "not won.");
        }
        return NumberText.count(trades)
                + " round trips, "
                + NumberText.count(won)
                + " of them won.";
    }

    private static boolean isWon(RunReport.ClosedTrade trade) {
        return trade.profit().compareTo(BigDecimal.ZERO) > 0;
    }

    private static String withoutTrades(RunReport report) {
        RunReport.@Nullable CodeCount tightest = null;
        for (RunReport.FunnelStep step : report.funnel()) {
            for (RunReport.CodeCount stopped : step.stopped()) {
                if (tightest == null || stopped.count() > tightest.count()) {
                    tightest = stopped;
                }
            }
        }
        return tightest == null
                ? "No round trip was completed."
                : "No round trip was completed; most was stopped by "
                        + tightest.code()
                        + " ("
                        + NumberText.count(tightest.count())
                        + " times).";
    }

    private static String doubt(RunReport report) {
        Double probability = report.value(Statistic.PROBABILISTIC_SHARPE);
        Double profit = report.value(Statistic.NET_PROFIT);
        if (probability == null || profit == null || profit <= 0 || probability >= CONVINCING) {
            return "";
        }
        return " The Sharpe ratio is above zero with a probability of "
                + NumberText.percent(probability, 0)
                + " only: luck is not ruled out.";
    }
}
