package io.millrace.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileRegressionTest {

    private static final int ROWS = 200;

    /**
     * The exact optimum, by scipy 1.17.1 (highs) over the linear program; statsmodels 0.15.0 agrees
     * to 2e-6. In a venv with numpy, scipy and statsmodels:
     *
     * <pre>{@code
     * i = np.arange(200); x1 = ((i*37)%101)/101; x2 = ((i*53)%89)/89
     * y = 1+2*x1-x2+(0.2+x1)*np.sin(i*i*1.0); X = sm.add_constant(np.column_stack([x1,x2]))
     * A = np.hstack([X,-X,np.eye(200),-np.eye(200)])
     * c = np.r_[np.zeros(6), q*np.ones(200), (1-q)*np.ones(200)]
     * r = linprog(c, A_eq=A, b_eq=y, bounds=(0,None), method='highs'); r.x[:3]-r.x[3:6], r.fun/200
     * sm.QuantReg(y, X).fit(q=q, max_iter=20000, p_tol=1e-12).params
     * }</pre>
     */
    @ParameterizedTest(name = "q = {0}")
    @CsvSource({
        "0.1, 0.802491625, 1.052772471, -0.969775841, 0.067671450739",
        "0.5, 1.000000000, 1.862553063, -0.904397335, 0.218814688841",
        "0.9, 1.222253632, 2.948492455, -1.063638909, 0.068279699918",
    })
    void findsTheOptimumOfTheLinearProgram(
            double quantile, double constant, double first, double second, double loss) {
        double[] found = QuantileRegression.fit(design(), targets(), quantile);

        assertThat(found).containsExactly(new double[] {constant, first, second}, within(1e-6));
        assertThat(loss(found, quantile)).isCloseTo(loss, within(1e-9));
    }

    @Test
    void scalesWithTheTargets() {
        double[] small = targets();
        for (int i = 0; i < ROWS; i++) {
            small[i] *= 1e-4;
        }
        double[] found = QuantileRegression.fit(design(), small, 0.5);

        assertThat(found[1]).isCloseTo(1.862553063e-4, within(1e-10));
    }

    @Test
    void saysNothingOfTargetsThatAreAllNothing() {
        assertThat(QuantileRegression.fit(design(), new double[ROWS], 0.9)).containsOnly(0.0);
    }

    private static double[][] design() {
        double[][] design = new double[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            design[i] = new double[] {1, i * 37 % 101 / 101.0, i * 53 % 89 / 89.0};
        }
        return design;
    }

    private static double[] targets() {
        double[] y = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double[] x = design()[i];
            y[i] = 1 + 2 * x[1] - x[2] + (0.2 + x[1]) * Math.sin((double) i * i);
        }
        return y;
    }

    private static double loss(double[] coefficients, double quantile) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            double[] x = design()[i];
            double said = coefficients[0] + coefficients[1] * x[1] + coefficients[2] * x[2];
            sum += PinballLoss.of(targets()[i], said, quantile);
        }
        return sum / ROWS;
    }
}
