package io.millrace.flink.alpha;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.AlphaSettings;
import io.millrace.domain.alpha.AlphaState;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.feature.FeatureFunction;
import io.millrace.flink.feature.MinuteTapes;
import io.millrace.testkit.KeyedOperator;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.types.PojoTestUtils;

class AlphaFunctionTest {

    private final KeyedOperator<String, Bar, Observation> features =
            new KeyedOperator<>(
                    () -> new FeatureFunction(Market.XNYS, ExtraFeatures.none()),
                    Bar::symbol,
                    Types.STRING,
                    Bar::endMillis);
    private final KeyedOperator<String, Observation, Observation> alphas =
            new KeyedOperator<>(
                    () -> new AlphaFunction(Market.XNYS, AlphaSettings.standard()),
                    observation -> observation.bar().symbol(),
                    Types.STRING,
                    observation -> observation.bar().endMillis());

    @Provide
    Arbitrary<List<Bar>> tapes() {
        return MinuteTapes.ofTwoSymbols(200);
    }

    @Property(tries = 40)
    void restoringAtAnyBarChangesNothing(
            @ForAll("tapes") List<Bar> tape, @ForAll @IntRange(max = 200) int cut)
            throws Exception {
        List<Observation> seen = features.run(tape);

        assertThat(alphas.runCutAt(seen, cut)).isEqualTo(alphas.run(seen));
        assertThat(insights(seen, cut)).isEqualTo(insights(seen, seen.size()));
    }

    @Example
    void everyAlphaSpeaksAndIsHeardInTheObservation() throws Exception {
        List<Observation> seen = features.run(MinuteTapes.restless(6_000));

        assertThat(insights(seen, seen.size()))
                .extracting(Insight::alpha)
                .contains(AlphaName.RSI, AlphaName.EMA_CROSS, AlphaName.MACD);
        assertThat(insights(seen, seen.size()))
                .extracting(Insight::symbol)
                .contains("AAPL", "MSFT");
        List<Observation> heard = alphas.run(seen);
        assertThat(heard).hasSameSizeAs(seen);
        assertThat(heard.get(heard.size() - 1).opinions())
                .extracting(Opinion::alpha)
                .containsExactly(AlphaName.RSI, AlphaName.EMA_CROSS, AlphaName.MACD);
    }

    @Example
    void itsStateAndItsMessagesNeverFallBackToKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(AlphaState.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Insight.class);
    }

    private List<Insight> insights(List<Observation> seen, int cut) throws Exception {
        return alphas.sideOutputCutAt(seen, cut, AlphaFunction.INSIGHTS);
    }
}
