package io.millrace.domain.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The return of every month that a run touched, from month end to month end. The first and the last
 * may be parts of a month.
 *
 * @param months ascending, without gaps as long as the market opens once a month
 */
public record MonthlyReturns(List<Month> months) {

    /**
     * One month's return.
     *
     * @param month 1 to 12
     * @param value as a fraction
     */
    public record Month(int year, int month, double value) {}

    public MonthlyReturns {
        months = List.copyOf(months);
    }

    /** The monthly returns of daily samples; empty when any base is not positive. */
    public static MonthlyReturns of(DailySeries daily) {
        Map<YearMonth, Double> ends = new TreeMap<>();
        for (DailySample sample : daily.samples()) {
            ends.put(YearMonth.from(LocalDate.ofEpochDay(sample.epochDay())), sample.value());
        }
        List<Month> months = new ArrayList<>();
        double base = daily.start();
        for (Map.Entry<YearMonth, Double> end : ends.entrySet()) {
            if (base <= 0) {
                return new MonthlyReturns(List.of());
            }
            YearMonth month = end.getKey();
            months.add(
                    new Month(month.getYear(), month.getMonthValue(), end.getValue() / base - 1));
            base = end.getValue();
        }
        return new MonthlyReturns(months);
    }

    /** The compound return of the months in each year, ascending. */
    public Map<Integer, Double> years() {
        Map<Integer, Double> years = new TreeMap<>();
        for (Month month : months) {
            years.merge(month.year(), month.value(), (a, b) -> (1 + a) * (1 + b) - 1);
        }
        return years;
    }
}
