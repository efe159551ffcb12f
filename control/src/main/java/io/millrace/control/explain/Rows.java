package io.millrace.control.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.market.Bar;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.ProposedEntry;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of result files and entries of the audit as the records that they were written from. */
final class Rows {

    private Rows() {}

    static RecordedDecision decision(Row row, Names names) {
        long at = time(row, "ts");
        double close = Double.parseDouble(row.get("close"));
        Decision decision =
                new Decision(
                        names.strategy(),
                        new Bar(row.get("symbol"), at, at, close, close, close, close, 0),
                        Action.valueOf(row.get("action")),
                        Double.parseDouble(row.get("score")),
                        Double.parseDouble(row.get("confidence")),
                        Regime.valueOf(row.get("regime")),
                        row.get("model").equals("absent"),
                        RecordedForms.votes(row.get("votes")),
                        RecordedForms.gates(row.get("gates")),
                        null);
        return new RecordedDecision(
                row.get("decision_id"),
                decision,
                false,
                verdict(row, decision, names),
                null,
                List.of(),
                List.of());
    }

    private static @Nullable RiskDecision verdict(Row row, Decision decision, Names names) {
        if (row.get("outcome").equals("HOLD")) {
            return null;
        }
        List<RuleReading> readings = RecordedForms.rules(row.get("risk"));
        return new RiskDecision(
                names.account(),
                decision.strategy(),
                decision.symbol(),
                decision.atMillis(),
                row.get("outcome").equals("APPROVED"),
                new BigDecimal(row.get("requested_quantity")),
                new BigDecimal(row.get("quantity")),
                readings,
                TradingState.ACTIVE);
    }

    /** What the audit knows of a decision, which is all of it. */
    static RecordedDecision assessed(RecordedDecision recorded, JsonNode payload) {
        try {
            RecordedDecision.Inputs inputs =
                    payload.path("view").isNull()
                            ? null
                            : new RecordedDecision.Inputs(
                                    read(payload.path("entry"), ProposedEntry.class),
                                    read(payload.path("view"), AccountView.class));
            return new RecordedDecision(
                    payload.path("decisionId").asText(),
                    read(payload.path("decision"), Decision.class),
                    true,
                    read(payload.path("verdict"), RiskDecision.class),
                    inputs,
                    recorded.orders(),
                    recorded.fills());
        } catch (JsonProcessingException strange) {
            throw ExplainCommand.unreadable(
                    "audit entry of " + recorded.id() + ": " + strange.getOriginalMessage());
        }
    }

    static OrderUpdate order(Row row, Names names) {
        String parent = row.get("parent_id");
        Order order =
                new Order(
                        row.get("client_order_id"),
                        parent.isEmpty() ? null : parent,
                        row.get("symbol"),
                        Side.valueOf(row.get("side")),
                        Leg.valueOf(row.get("leg")),
                        OrderType.valueOf(row.get("type")),
                        TimeInForce.valueOf(row.get("time_in_force")),
                        new BigDecimal(row.get("quantity")),
                        decimal(row, "limit_price"),
                        decimal(row, "stop_price"),
                        time(row, "submitted"),
                        row.get("reason"));
        return new OrderUpdate(
                names.account(),
                order,
                OrderStatus.valueOf(row.get("status")),
                new ExecutionEvent(
                        order.clientOrderId(),
                        OrderEvent.valueOf(row.get("event")),
                        time(row, "ts"),
                        null,
                        row.get("note")));
    }

    static Fill fill(Row row) {
        return new Fill(
                row.get("client_order_id"),
                row.get("symbol"),
                Side.valueOf(row.get("side")),
                new BigDecimal(row.get("quantity")),
                new BigDecimal(row.get("price")),
                new BigDecimal(row.get("fee")),
                new BigDecimal(row.get("expected_price")),
                time(row, "ts"),
                Integer.parseInt(row.get("sequence")));
    }

    private static <T> T read(JsonNode node, Class<T> type) throws JsonProcessingException {
        return RecordedForms.JSON.treeToValue(node, type);
    }

    private static long time(Row row, String column) {
        return Instant.parse(row.get(column)).toEpochMilli();
    }

    private static @Nullable BigDecimal decimal(Row row, String column) {
        return row.get(column).isEmpty() ? null : new BigDecimal(row.get(column));
    }
}
