package io.millrace.domain.venue;

import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.domain.risk.RiskDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down what an account does, in the order in which it is told. */
final class TradingLog implements TradingListener {

    /** One line per call: what, which symbol, which status or leg. */
    final List<String> lines = new ArrayList<>();

    final List<RiskDecision> verdicts = new ArrayList<>();
    final List<Fill> fills = new ArrayList<>();
    final List<EquityPoint> points = new ArrayList<>();
    final List<IllegalOrderEvent> violations = new ArrayList<>();
    final Map<String, OrderUpdate> latest = new HashMap<>();
    final Map<String, AccountPosition> positions = new HashMap<>();

    /** Forgets the lines, which are about one instant. */
    void turnPage() {
        lines.clear();
    }

    /** Where the order of a fill stands; it was told before the fill was. */
    OrderUpdate latestOf(Fill fill) {
        return Objects.requireNonNull(latest.get(fill.clientOrderId()), "an order nobody told of");
    }

    @Override
    public void judged(Decision decision, @Nullable RiskDecision risk) {
        lines.add("judged " + decision.symbol());
        if (risk != null) {
            verdicts.add(risk);
        }
    }

    @Override
    public void moved(OrderUpdate update) {
        lines.add(
                String.join(
                        " ",
                        update.order().leg().name(),
                        update.order().symbol(),
                        update.status().name()));
        latest.put(update.order().clientOrderId(), update);
    }

    @Override
    public void filled(Fill fill) {
        lines.add("filled " + fill.symbol());
        fills.add(fill);
    }

    @Override
    public void positioned(AccountPosition position) {
        lines.add("positioned " + position.position().symbol());
        positions.put(position.position().symbol(), position);
    }

    @Override
    public void violated(IllegalOrderEvent violation) {
        violations.add(violation);
    }

    @Override
    public void blocked(BlockedOrder order) {
        lines.add("blocked " + order.order().leg() + " " + order.order().symbol());
    }

    @Override
    public void valued(EquityPoint point) {
        lines.add("valued");
        points.add(point);
    }
}
