package io.millrace.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Position;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import io.millrace.domain.risk.TradingState;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract says everything that the domain's records say. */
class DomainMirrorTest {

    static List<Arguments> enums() {
        return List.of(
                Arguments.of(Side.class, SideName.class),
                Arguments.of(Direction.class, DirectionName.class),
                Arguments.of(Action.class, ActionName.class),
                Arguments.of(Regime.class, RegimeName.class),
                Arguments.of(TradingState.class, TradingStateName.class),
                Arguments.of(OrderType.class, OrderTypeName.class),
                Arguments.of(TimeInForce.class, TimeInForceName.class),
                Arguments.of(Leg.class, LegName.class),
                Arguments.of(OrderStatus.class, OrderStatusName.class),
                Arguments.of(OrderEvent.class, OrderEventName.class));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void everyConstantHasItsName(
            Class<? extends Enum<?>> domain, Class<? extends Enum<?>> contract) {
        assertThat(names(contract)).containsExactlyInAnyOrderElementsOf(names(domain));
    }

    /** The last column: components that the event says in the record around it, or that follow. */
    static List<Arguments> records() {
        return List.of(
                Arguments.of(Bar.class, BarValue.SCHEMA$, Set.of("symbol")),
                Arguments.of(Trade.class, TradeValue.SCHEMA$, Set.of("symbol", "at")),
                Arguments.of(Insight.class, InsightEvent.SCHEMA$, Set.of()),
                Arguments.of(Vote.class, VoteValue.SCHEMA$, Set.of()),
                Arguments.of(GateReading.class, GateReadingValue.SCHEMA$, Set.of()),
                Arguments.of(Decision.class, DecisionEvent.SCHEMA$, Set.of()),
                Arguments.of(RuleReading.class, RuleReadingValue.SCHEMA$, Set.of()),
                Arguments.of(RiskDecision.class, RiskEvent.SCHEMA$, Set.of("at")),
                Arguments.of(
                        Fill.class, FillValue.SCHEMA$, Set.of("client_order_id", "symbol", "side")),
                Arguments.of(ExecutionEvent.class, ExecutionReportEvent.SCHEMA$, Set.of("at")),
                Arguments.of(
                        Order.class, ExecutionReportEvent.SCHEMA$, Set.of("type", "submitted_at")),
                Arguments.of(Position.class, PositionValue.SCHEMA$, Set.of()),
                Arguments.of(EquityPoint.class, AccountStateEvent.SCHEMA$, Set.of("at")),
                Arguments.of(Prediction.class, PredictionEvent.SCHEMA$, Set.of("at")),
                Arguments.of(Prediction.Horizon.class, HorizonValue.SCHEMA$, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyComponentHasItsField(Class<?> domain, Schema contract, Set<String> elsewhere) {
        assertThat(contract.getFields())
                .extracting(Schema.Field::name)
                .containsAll(components(domain).filter(name -> !elsewhere.contains(name)).toList());
    }

    private static Stream<String> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceFirst("Millis$", ""))
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }
}
