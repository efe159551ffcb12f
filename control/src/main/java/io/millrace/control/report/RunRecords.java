package io.millrace.control.report;

import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.report.AlphaAttribution;
import io.millrace.domain.report.DecisionFunnel;
import io.millrace.domain.report.EquityCurve;
import io.millrace.domain.report.MonthlyReturns;
import io.millrace.domain.report.Performance;
import io.millrace.domain.report.PerformanceSettings;
import io.millrace.domain.report.RoundTrips;
import io.millrace.domain.report.SymbolAttribution;
import io.millrace.domain.report.ValueCurve;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that a run left behind, from which its results are counted.
 *
 * @param equity marks of one account, in any order
 * @param votesByEntry the votes of the decision behind each entry order, by the order's id
 * @param lastPrices last price of every symbol that is still held
 * @param benchmark what to compare with; absent where there is nothing
 */
public record RunRecords(
        List<EquityPoint> equity,
        List<Order> orders,
        List<Fill> fills,
        DecisionFunnel funnel,
        Map<String, List<Vote>> votesByEntry,
        Map<String, BigDecimal> lastPrices,
        @Nullable ValueCurve benchmark) {

    /** Counts the results, by the sessions of the market. */
    public RunResults results(SessionCalendar calendar, PerformanceSettings settings) {
        RoundTrips trips = RoundTrips.of(fills, orders);
        EquityCurve curve = equity.isEmpty() ? null : EquityCurve.of(equity);
        return new RunResults(
                curve == null ? null : curve.equity(),
                curve == null
                        ? Performance.none()
                        : Performance.of(curve, trips, benchmark, calendar, settings),
                trips,
                curve == null
                        ? new MonthlyReturns(List.of())
                        : MonthlyReturns.of(curve.equity().daily(calendar)),
                funnel,
                SymbolAttribution.of(trips, lastPrices),
                AlphaAttribution.of(trips.closed(), votesByEntry),
                calendar);
    }
}
