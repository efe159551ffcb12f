package io.millrace.control.report;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.report.AlphaAttribution;
import io.millrace.domain.report.DecisionFunnel;
import io.millrace.domain.report.MonthlyReturns;
import io.millrace.domain.report.Performance;
import io.millrace.domain.report.RoundTrips;
import io.millrace.domain.report.Statistic;
import io.millrace.domain.report.SymbolAttribution;
import io.millrace.domain.report.ValueCurve;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run amounted to, as the domain counts it.
 *
 * @param equity absent where the account was never marked
 * @param calendar when the market is open
 */
public record RunResults(
        @Nullable ValueCurve equity,
        Performance performance,
        RoundTrips trips,
        MonthlyReturns months,
        DecisionFunnel funnel,
        List<SymbolAttribution> bySymbol,
        AlphaAttribution byAlpha,
        SessionCalendar calendar) {

    /** Copies the rows. */
    public RunResults {
        bySymbol = List.copyOf(bySymbol);
    }

    /** The value of a statistic, or null where the run does not define it. */
    public @Nullable Double value(Statistic statistic) {
        return performance.values().get(statistic);
    }
}
