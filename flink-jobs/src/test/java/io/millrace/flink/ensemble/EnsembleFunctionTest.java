package io.millrace.flink.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Ensemble;
import io.millrace.domain.ensemble.EnsembleSettings;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class EnsembleFunctionTest {

    private static final long END = 1_706_799_600_000L; // 2024-02-01 10:00 in New York

    @Test
    void decidesAsTheEnsembleDoesAfterATripToAnotherMachine() throws Exception {
        EnsembleSettings settings = EnsembleSettings.standard();
        EnsembleFunction shipped = InstantiationUtil.clone(new EnsembleFunction(settings));
        List<Observation> observations =
                List.of(observation(Direction.UP), observation(Direction.DOWN));

        try (var operator =
                new OneInputStreamOperatorTestHarness<Observation, Decision>(
                        new StreamMap<>(shipped),
                        TypeInformation.of(Observation.class)
                                .createSerializer(new SerializerConfigImpl()))) {
            operator.open();
            for (Observation observation : observations) {
                operator.processElement(observation, END);
            }

            Ensemble ensemble = new Ensemble(settings);
            assertThat(operator.extractOutputValues())
                    .isEqualTo(observations.stream().map(ensemble::decide).toList())
                    .extracting(Decision::action)
                    .containsExactly(Action.BUY, Action.SELL);
        }
    }

    @Test
    void whatGoesInAndOutNeverFallsBackToKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Observation.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Decision.class);
    }

    private static Observation observation(Direction direction) {
        double[] values = new double[Feature.values().length];
        values[Feature.MINUTE_OF_DAY.place()] = 600;
        values[Feature.MINUTES_TO_CLOSE.place()] = 360;
        values[Feature.AVERAGE_SESSION_VOLUME.place()] = 1e6;
        long ready =
                1L << Feature.MINUTE_OF_DAY.place()
                        | 1L << Feature.MINUTES_TO_CLOSE.place()
                        | 1L << Feature.AVERAGE_SESSION_VOLUME.place();
        return new Observation(
                new Bar("AAPL", END - 60_000, END, 185, 186, 184, 185.5, 1000),
                new FeatureVector("AAPL", END, values, ready),
                ReturnWindow.empty(),
                List.of(
                        new Opinion(AlphaName.RSI, direction, 1),
                        new Opinion(AlphaName.EMA_CROSS, direction, 1),
                        new Opinion(AlphaName.MACD, Direction.FLAT, 1)),
                null);
    }
}
