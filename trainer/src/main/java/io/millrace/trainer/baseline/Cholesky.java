package io.millrace.trainer.baseline;

/** Solves symmetric positive definite systems. */
final class Cholesky {

    /** Keeps a pivot above 0 that rounding has pushed below. */
    private static final double SMALLEST_SHARE = 1e-14;

    private Cholesky() {}

    /**
     * The solution of {@code matrix x = right}.
     *
     * @param matrix its lower triangle is read, and overwritten
     */
    static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int i = 0; i < n; i++) {
            double diagonal = matrix[i][i];
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] =
                        i == j
                                ? Math.sqrt(Math.max(sum, SMALLEST_SHARE * diagonal))
                                : sum / matrix[j][j];
            }
        }
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= matrix[i][k] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= matrix[k][i] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }
}
