package io.millrace.flink.feature;

import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.Num;

/** The value of an indicator at the end of a series as a number; NaN where it has none. */
final class Ta4jValue {

    private Ta4jValue() {}

    /**
     * The value at the last bar: a statement counts as 1 or 0. It knows nothing but the series, so
     * the same bars give the same value before and after a restore.
     */
    static double of(Ta4jRecipe recipe, BarSeries series) {
        Object value;
        try {
            value = last(recipe, series);
        } catch (RuntimeException noValue) { // no bars may stop a job; these have no value
            return Double.NaN;
        }
        if (value instanceof Num number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean statement) {
            return statement ? 1 : 0;
        }
        return Double.NaN;
    }

    static Object last(Ta4jRecipe recipe, BarSeries series) {
        Indicator<?> indicator = recipe.over(series);
        return indicator.getValue(series.getEndIndex());
    }
}
