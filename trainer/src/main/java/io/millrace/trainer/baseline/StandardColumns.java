package io.millrace.trainer.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns brought to mean 0 and deviation 1 as training has them, with a constant before them. A
 * value outside of what training has seen is read as the edge of that: a line through two days of
 * the week says nothing about the third. Columns that say nothing which those before them have not
 * said are left out: in a session the minute of the day and the minutes to the close are one thing.
 */
final class StandardColumns {

    /** Share of a column's variance that has to be its own. */
    private static final double OWN_SHARE = 1e-6;

    private final int[] kept;
    private final double[] means;
    private final double[] deviations;
    private final double[] lowest;
    private final double[] highest;

    private StandardColumns(int[] kept, double[][] rows) {
        int width = rows[0].length;
        this.kept = kept;
        means = new double[width];
        deviations = new double[width];
        lowest = new double[width];
        highest = new double[width];
        for (int column = 0; column < width; column++) {
            int one = column;
            means[column] = mean(rows, column);
            deviations[column] = deviation(rows, column, means[column]);
            lowest[column] = Arrays.stream(rows).mapToDouble(row -> row[one]).min().orElseThrow();
            highest[column] = Arrays.stream(rows).mapToDouble(row -> row[one]).max().orElseThrow();
        }
    }

    static StandardColumns of(double[][] rows) {
        int[] all = IntStream.range(0, rows[0].length).toArray();
        double[][] design = new StandardColumns(all, rows).design(rows);
        return new StandardColumns(independent(design), rows);
    }

    /** The constant and every kept column, for each row. */
    double[][] design(double[][] rows) {
        return Arrays.stream(rows).map(this::of).toArray(double[][]::new);
    }

    double[] of(double[] row) {
        double[] standard = new double[kept.length + 1];
        standard[0] = 1;
        for (int i = 0; i < kept.length; i++) {
            int column = kept[i];
            double seen = Math.max(lowest[column], Math.min(highest[column], row[column]));
            standard[i + 1] =
                    deviations[column] == 0 ? 0 : (seen - means[column]) / deviations[column];
        }
        return standard;
    }

    /** Gram and Schmidt over the columns from left to right. */
    private static int[] independent(double[][] design) {
        int width = design[0].length;
        List<double[]> basis = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            double[] rest = new double[design.length];
            for (int row = 0; row < rest.length; row++) {
                rest[row] = design[row][column];
            }
            double before = squares(rest);
            for (double[] direction : basis) {
                double along = 0;
                for (int row = 0; row < rest.length; row++) {
                    along += rest[row] * direction[row];
                }
                for (int row = 0; row < rest.length; row++) {
                    rest[row] -= along * direction[row];
                }
            }
            double own = squares(rest);
            if (own > OWN_SHARE * before) {
                double length = Math.sqrt(own);
                for (int row = 0; row < rest.length; row++) {
                    rest[row] /= length;
                }
                basis.add(rest);
                if (column > 0) {
                    kept.add(column - 1);
                }
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static double mean(double[][] rows, int column) {
        double sum = 0;
        for (double[] row : rows) {
            sum += row[column];
        }
        return sum / rows.length;
    }

    private static double deviation(double[][] rows, int column, double mean) {
        double sum = 0;
        for (double[] row : rows) {
            sum += (row[column] - mean) * (row[column] - mean);
        }
        return Math.sqrt(sum / rows.length);
    }
}
