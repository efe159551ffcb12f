package io.millrace.trainer.baseline;

import java.util.Arrays;

/**
 * Linear quantile regression by the interior point method of Frisch and Newton with Mehrotra's
 * predictor and corrector (Portnoy and Koenker, "The Gaussian hare and the Laplacian tortoise",
 * Statistical Science 12, 1997): the dual problem {@code max y'a, X'a = (1 - q) X'1, 0 <= a <= 1},
 * whose multipliers are the coefficients. A dozen or two passes over the data, no random numbers.
 */
final class QuantileRegression {

    private static final double STEP_TO_THE_BORDER = 0.99995;
    private static final double GAP = 1e-10;
    private static final int MOST_STEPS = 80;

    private final double[][] design;
    private final double[] y;
    private final int rows;
    private final int width;

    /** Dual variables, their distance to 1, and the multipliers of both bounds. */
    private final double[] a;

    private final double[] slack;
    private final double[] z;
    private final double[] w;
    private final double[] beta;

    private QuantileRegression(double[][] design, double[] y, double quantile) {
        this.design = design;
        this.y = y;
        rows = y.length;
        width = design[0].length;
        a = new double[rows];
        slack = new double[rows];
        Arrays.fill(a, 1 - quantile);
        Arrays.fill(slack, quantile);
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        beta = solved(ones, y);
        z = new double[rows];
        w = new double[rows];
        for (int i = 0; i < rows; i++) {
            double residual = y[i] - fitted(i, beta);
            double off = residual == 0 ? 0.001 : residual;
            // both stay positive, and their difference stays the residual
            double small = 1e-3 + 1e-3 * Math.abs(off);
            w[i] = Math.max(off, 0) + small;
            z[i] = Math.max(-off, 0) + small;
        }
    }

    /**
     * The coefficients.
     *
     * @param design one row per observation; no column may be a combination of others
     * @param quantile between 0 and 1, both excluded
     */
    static double[] fit(double[][] design, double[] y, double quantile) {
        double scale = 0;
        for (double value : y) {
            scale += Math.abs(value) / y.length;
        }
        if (scale == 0) {
            return new double[design[0].length];
        }
        double[] scaled = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            scaled[i] = y[i] / scale;
        }
        QuantileRegression regression = new QuantileRegression(design, scaled, quantile);
        regression.solve();
        double[] coefficients = new double[regression.width];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = regression.beta[i] * scale;
        }
        return coefficients;
    }

    private void solve() {
        for (int step = 0; step < MOST_STEPS && gap() > GAP * rows; step++) {
            step();
        }
    }

    /** Complementarity that is left: 0 at the optimum. */
    private double gap() {
        double gap = 0;
        for (int i = 0; i < rows; i++) {
            gap += a[i] * z[i] + slack[i] * w[i];
        }
        return gap;
    }

    private void step() {
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            weights[i] = 1 / (z[i] / a[i] + w[i] / slack[i]);
        }
        double[] none = new double[rows];
        Direction affine = direction(weights, none, none);
        double primal = affine.longest(a, affine.da, slack, affine.ds);
        double dual = affine.longest(z, affine.dz, w, affine.dw);
        double before = gap();
        double after = 0;
        for (int i = 0; i < rows; i++) {
            after +=
                    (a[i] + primal * affine.da[i]) * (z[i] + dual * affine.dz[i])
                            + (slack[i] + primal * affine.ds[i]) * (w[i] + dual * affine.dw[i]);
        }
        double centre = Math.pow(after / before, 3) * before / (2.0 * rows);
        double[] forZ = new double[rows];
        double[] forW = new double[rows];
        for (int i = 0; i < rows; i++) {
            forZ[i] = centre - affine.da[i] * affine.dz[i];
            forW[i] = centre - affine.ds[i] * affine.dw[i];
        }
        Direction corrected = direction(weights, forZ, forW);
        move(corrected);
    }

    private void move(Direction by) {
        double primal = Math.min(1, STEP_TO_THE_BORDER * by.longest(a, by.da, slack, by.ds));
        double dual = Math.min(1, STEP_TO_THE_BORDER * by.longest(z, by.dz, w, by.dw));
        for (int i = 0; i < rows; i++) {
            a[i] += primal * by.da[i];
            slack[i] += primal * by.ds[i];
            z[i] += dual * by.dz[i];
            w[i] += dual * by.dw[i];
        }
        for (int i = 0; i < width; i++) {
            beta[i] += dual * by.dbeta[i];
        }
    }

    /**
     * Solves the linearised conditions {@code a z = forZ, s w = forW}, {@code X'da = 0}, {@code y -
     * X beta = w - z}; the first two terms are left out where they are 0.
     */
    private Direction direction(double[] weights, double[] forZ, double[] forW) {
        double[] push = new double[rows];
        for (int i = 0; i < rows; i++) {
            double infeasible = y[i] - fitted(i, beta) - w[i] + z[i];
            push[i] = infeasible + w[i] - forW[i] / slack[i] - z[i] + forZ[i] / a[i];
        }
        Direction found = new Direction(rows, solved(weights, push));
        for (int i = 0; i < rows; i++) {
            found.da[i] = weights[i] * (push[i] - fitted(i, found.dbeta));
            found.ds[i] = -found.da[i];
            found.dz[i] = (forZ[i] - z[i] * found.da[i]) / a[i] - z[i];
            found.dw[i] = (forW[i] - w[i] * found.ds[i]) / slack[i] - w[i];
        }
        return found;
    }

    private double fitted(int row, double[] coefficients) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += design[row][i] * coefficients[i];
        }
        return sum;
    }

    /** Weighted least squares: the coefficients of {@code target} on the design. */
    private double[] solved(double[] weights, double[] target) {
        double[][] gram = new double[width][width];
        double[] right = new double[width];
        for (int row = 0; row < rows; row++) {
            double[] x = design[row];
            for (int i = 0; i < width; i++) {
                double weighted = weights[row] * x[i];
                right[i] += weighted * target[row];
                for (int j = 0; j <= i; j++) {
                    gram[i][j] += weighted * x[j];
                }
            }
        }
        return Cholesky.solve(gram, right);
    }

    /** Where to go next. */
    private static final class Direction {

        private final double[] da;
        private final double[] ds;
        private final double[] dz;
        private final double[] dw;
        private final double[] dbeta;

        Direction(int rows, double[] dbeta) {
            this.da = new double[rows];
            this.ds = new double[rows];
            this.dz = new double[rows];
            this.dw = new double[rows];
            this.dbeta = dbeta;
        }

        /** How far two positive vectors can go until one of their values is 0. */
        double longest(double[] one, double[] dOne, double[] other, double[] dOther) {
            double most = 1 / STEP_TO_THE_BORDER;
            for (int i = 0; i < one.length; i++) {
                if (dOne[i] < 0) {
                    most = Math.min(most, -one[i] / dOne[i]);
                }
                if (dOther[i] < 0) {
                    most = Math.min(most, -other[i] / dOther[i]);
                }
            }
            return most;
        }
    }
}
