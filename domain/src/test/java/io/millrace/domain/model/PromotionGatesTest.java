package io.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionGatesTest {

    @ParameterizedTest(name = "Sharpe {0}, win rate {1}, worst fold {2} -> {3} {4} {5}")
    @CsvSource({
        " 0.5,    0.45,    0,      true,  true,  true",
        " 0.4999, 0.45,    0,      false, true,  true",
        " 0.5,    0.4499,  0,      true,  false, true",
        " 0.5,    0.45,   -0.0001, true,  true,  false",
        " NaN,    NaN,     NaN,    false, false, false",
    })
    void everyGateIsReadOnBothSidesOfItsEdge(
            double sharpe, double winRate, double worst, boolean one, boolean two, boolean three) {
        assertThat(PromotionGates.read(sharpe, winRate, worst))
                .extracting(GateReading::passed)
                .containsExactly(one, two, three);
    }

    @Test
    void aRefusalNamesItsNumbers() {
        assertThat(PromotionGates.read(0.123456, Double.NaN, -0.01))
                .isEqualTo(
                        List.of(
                                new GateReading(
                                        "out-of-sample-sharpe", false, "0.1235", "at least 0.5"),
                                new GateReading("win-rate", false, "unknown", "at least 0.45"),
                                new GateReading("worst-fold", false, "-0.0100", "at least 0.0")));
    }
}
