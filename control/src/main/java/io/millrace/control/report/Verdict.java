package io.millrace.control.report;

import io.millrace.domain.report.RoundTrip;
import io.millrace.domain.report.Statistic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run in plain words, for someone who reads one line of it. */
final class Verdict {

    /** Below this probability of a Sharpe ratio above its target, luck explains as much. */
    private static final double CONVINCING = 0.95;

    private Verdict() {}

    static String of(RunReport report) {
        RunResults results = report.results();
        String money = money(results, report.heading().currency());
        return results.trips().closed().isEmpty()
                ? money + withoutTrades(results)
                : money + withTrades(results.trips().closed()) + doubt(results);
    }

    private static String money(RunResults results, String currency) {
        Double profit = results.value(Statistic.NET_PROFIT);
        if (profit == null) {
            return "No equity was marked. ";
        }
        if (profit == 0) {
            return "Neither gained nor lost. ";
        }
        String amount = NumberText.money(Math.abs(profit)) + " " + currency;
        Double gained = results.value(Statistic.TOTAL_RETURN);
        return (profit > 0 ? "Gained " : "Lost ")
                + amount
                + (gained == null ? "" : " (" + NumberText.percent(Math.abs(gained), 2) + ")")
                + drawdown(results.value(Statistic.MAX_DRAWDOWN));
    }

    private static String drawdown(@Nullable Double deepest) {
        return deepest == null || deepest == 0
                ? ", never below a peak. "
                : ", at worst " + NumberText.percent(deepest, 2) + " below a peak. ";
    }

    private static String withTrades(List<RoundTrip> closed) {
        long won = closed.stream().filter(trip -> trip.profit().signum() > 0).count();
        return closed.size() == 1
                ? "One round trip, " + (won == 1 ? "won." : "not won.")
                : NumberText.count(closed.size())
                        + " round trips, "
                        + NumberText.percent((double) won / closed.size(), 0)
                        + " of them won.";
    }

    private static String withoutTrades(RunResults results) {
        CodeCount tightest = null;
        for (FunnelStep step : FunnelStep.of(results.funnel())) {
            for (CodeCount stopped : step.stopped()) {
                tightest =
                        tightest == null || stopped.count() > tightest.count() ? stopped : tightest;
            }
        }
        return "No round trip was completed"
                + (tightest == null
                        ? "."
                        : "; most was stopped by "
                                + tightest.code()
                                + " ("
                                + NumberText.count(tightest.count())
                                + " times).");
    }

    private static String doubt(RunResults results) {
        Double probability = results.value(Statistic.PSR);
        Double profit = results.value(Statistic.NET_PROFIT);
        if (probability == null || profit == null || profit <= 0 || probability >= CONVINCING) {
            return "";
        }
        return " The true Sharpe ratio beats its target with a probability of "
                + NumberText.percent(probability, 0)
                + ": luck is not ruled out.";
    }
}
