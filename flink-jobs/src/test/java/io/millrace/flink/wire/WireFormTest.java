package io.millrace.flink.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.Trade;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class WireFormTest {

    @Property(tries = 200)
    void aMarketEventArrivesAsItLeft(@ForAll("events") MarketEvent event) throws Exception {
        assertThat(overTheWire(event, MarketEventForm.SERIALIZER)).isEqualTo(event);
    }

    @Property(tries = 200)
    void aDecisionArrivesAsItLeft(@ForAll("decisions") Decision decision) throws Exception {
        assertThat(overTheWire(decision, DecisionForm.SERIALIZER)).isEqualTo(decision);
    }

    @Test
    void theWireFormNeverBecomesPartOfASavepoint() {
        assertThatThrownBy(DecisionForm.SERIALIZER::snapshotConfiguration)
                .hasMessageContaining("for the wire only");
    }

    @Provide
    Arbitrary<MarketEvent> events() {
        Arbitrary<MarketEvent> bars = bars().map(bar -> MarketEvent.of("tape é.csv", 7, bar));
        Arbitrary<MarketEvent> trades =
                Arbitraries.longs()
                        .map(
                                number ->
                                        MarketEvent.of(
                                                "trades",
                                                new Trade("BTCUSD", number, 1.5, 0.25, ~number)));
        Arbitrary<MarketEvent> rejected =
                Arbitraries.strings()
                        .map(
                                text ->
                                        MarketEvent.of(
                                                new DeadLetter(
                                                        "a.csv",
                                                        3,
                                                        RejectionCode.PRICE_INVALID,
                                                        text,
                                                        "> 0")));
        return Arbitraries.oneOf(bars, trades, rejected);
    }

    @Provide
    Arbitrary<Decision> decisions() {
        return Combinators.combine(
                        bars(),
                        Arbitraries.of(Action.class),
                        Arbitraries.doubles(),
                        Arbitraries.of(Regime.class),
                        votes().list().ofMaxSize(4),
                        gates().list().ofMaxSize(7),
                        risks().injectNull(0.5))
                .as(
                        (bar, action, score, regime, votes, gates, risk) ->
                                new Decision(
                                        "ensemble",
                                        bar,
                                        action,
                                        score,
                                        -score,
                                        regime,
                                        true,
                                        votes,
                                        gates,
                                        risk));
    }

    private static Arbitrary<Bar> bars() {
        return Combinators.combine(Arbitraries.strings().ofMaxLength(12), Arbitraries.doubles())
                .as((symbol, price) -> new Bar(symbol, 1, 2, price, price, price, price, 3));
    }

    private static Arbitrary<Vote> votes() {
        return Combinators.combine(
                        Arbitraries.of(AlphaName.class),
                        Arbitraries.of(Direction.class),
                        Arbitraries.doubles())
                .as((alpha, direction, weight) -> new Vote(alpha, direction, weight, 0.5));
    }

    private static Arbitrary<GateReading> gates() {
        return Combinators.combine(
                        Arbitraries.of(Gate.class), Arbitraries.doubles().injectNull(0.3))
                .as((gate, actual) -> new GateReading(gate, actual, 0.65, actual != null));
    }

    private static Arbitrary<RiskContext> risks() {
        return Arbitraries.doubles()
                .list()
                .ofMaxSize(70)
                .map(
                        returns -> {
                            ReturnWindow window = ReturnWindow.empty();
                            for (double one : returns) {
                                window = window.with(window.size(), one);
                            }
                            return new RiskContext(returns.isEmpty() ? null : 0.01, window);
                        });
    }

    private static <T> T overTheWire(T value, WireSerializer<T> serializer) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    /** The forms name each field; a new field must be written, too. */
    @Test
    void everyFieldOfTheRecordsIsOnTheWire() {
        assertThat(List.of(Decision.class.getRecordComponents())).hasSize(10);
        assertThat(List.of(Bar.class.getRecordComponents())).hasSize(8);
        assertThat(List.of(Vote.class.getRecordComponents())).hasSize(4);
        assertThat(List.of(GateReading.class.getRecordComponents())).hasSize(4);
    }
}
