package io.millrace.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.Alert;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.live.Difference;
import io.millrace.domain.live.LiveAccount;
import io.millrace.domain.live.LiveStep;
import io.millrace.domain.live.ReconciliationCase;
import io.millrace.domain.market.Bar;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

    private static final long AT = 1_700_000_000_000L;
    private static final String ENTRY =
            ClientOrderId.of("paper", "ensemble", "SPY", AT, Leg.ENTRY, 0);

    private static final Decision DECISION =
            new Decision(
                    "ensemble",
                    new Bar("SPY", AT - 60_000, AT, 470.1, 471, 470, 470.5, 1000),
                    Action.BUY,
                    0.8,
                    0.8,
                    Regime.BULL,
                    true,
                    List.of(),
                    List.of(),
                    null);

    private static final Order ORDER =
            new Order(
                    ENTRY,
                    null,
                    "SPY",
                    Side.BUY,
                    Leg.ENTRY,
                    OrderType.MARKET,
                    TimeInForce.DAY,
                    new BigDecimal("2"),
                    null,
                    null,
                    AT,
                    "SIGNAL");

    @Test
    void everythingThatHappensHasAnEntry() {
        List<AuditEntry> entries = AuditTrail.of(heard(), step(false));

        assertThat(entries)
                .extracting(AuditEntry::kind)
                .containsExactly(
                        "COMMAND",
                        "ASSESSMENT",
                        "ORDER",
                        "FILL",
                        "REQUEST",
                        "DIFFERENCE",
                        "VIOLATION",
                        "ALERT");
        assertThat(entries).allMatch(entry -> entry.chain().equals("paper"));
        assertThat(entries).extracting(AuditEntry::eventId).doesNotHaveDuplicates();
        assertThat(entries.get(0).actor()).isEqualTo("zoe");
        assertThat(entries.get(0).payload()).contains("\"why\":\"too hot\"");
    }

    @Test
    void everythingFromADecisionToItsFillsSharesOneName() {
        String chain = DECISION.correlationId().toString();

        assertThat(AuditTrail.of(heard(), step(false)))
                .filteredOn(
                        entry ->
                                List.of("ASSESSMENT", "ORDER", "FILL", "REQUEST")
                                        .contains(entry.kind()))
                .allMatch(entry -> chain.equals(entry.correlationId()))
                .hasSize(4);
    }

    @Test
    void aReplayAfterACrashSaysTheSame() {
        assertThat(AuditTrail.of(heard(), step(true)))
                .isEqualTo(AuditTrail.of(heard(), step(false)));
    }

    @Test
    void anAssessmentIsWritten() {
        String payload = AuditTrail.of(heard(), step(false)).get(1).payload();

        assertThat(payload)
                .startsWith("{\"decision\":{\"action\":\"BUY\",\"bar\":{\"close\":470.5,")
                .contains("\"decisionId\":\"" + DECISION.id() + "\"")
                .contains("\"entry\":null")
                .contains("\"quantity\":\"2.00\"");
    }

    @Test
    void theSettingsAreTheFirstThingSaid() {
        AuditEntry entry = AuditTrail.configured("paper", Map.of("b", "2", "a", "1"), "0.2.0", AT);

        assertThat(entry.kind()).isEqualTo("CONFIGURATION");
        assertThat(entry.payload())
                .isEqualTo("{\"settings\":{\"a\":\"1\",\"b\":\"2\"},\"version\":\"0.2.0\"}");
    }

    private static AccountInput heard() {
        return AccountInput.command(
                new ControlCommand(1, ControlCommand.Kind.KILL, "paper", "zoe", "too hot", AT),
                AT,
                AT);
    }

    private static LiveStep step(boolean lookFirst) {
        Fill fill =
                new Fill(
                        ENTRY,
                        "SPY",
                        Side.BUY,
                        BigDecimal.ONE,
                        BigDecimal.TEN,
                        BigDecimal.ZERO,
                        BigDecimal.TEN,
                        AT,
                        0);
        ExecutionEvent event = new ExecutionEvent(ENTRY, OrderEvent.PARTIAL_FILL, AT, fill, "");
        return new LiveStep(
                new LiveAccount(Account.open("paper", "ensemble", BigDecimal.TEN), AT, AT),
                List.of(
                        new Assessment(
                                DECISION,
                                new RiskDecision(
                                        "paper",
                                        "ensemble",
                                        "SPY",
                                        AT,
                                        true,
                                        BigDecimal.TEN,
                                        new BigDecimal("2.00"),
                                        List.of(),
                                        TradingState.ACTIVE),
                                null,
                                null)),
                List.of(
                        new BrokerRequest(
                                OrderRequest.submit(List.of(ORDER)),
                                new OrderAddress(ENTRY, null, OrderType.MARKET),
                                lookFirst)),
                List.of(new OrderUpdate("paper", ORDER, OrderStatus.PARTIALLY_FILLED, event)),
                List.of(fill),
                List.of(),
                List.of(),
                List.of(new IllegalOrderEvent("paper", "SPY", null, event, "nothing")),
                List.of(
                        new Difference(
                                "paper", ReconciliationCase.AGREED, "SPY", "1", "1", "none", AT)),
                List.of(new Alert("paper", Alert.Code.KILL_SWITCH, "on", AT)));
    }
}
