package io.millrace.connectors.jdbc;

import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.control.ControlWord;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where orders, what became of them, and the money are kept. */
public final class AccountTables {

    /** Stands for the fill's sequence in an event that is not a fill. */
    private static final int NO_FILL = -1;

    private AccountTables() {}

    /** What the account asked of its venue. */
    public static Table<OrderRequest> requests(RunScope scope) {
        return Table.of(
                "trade_decisions",
                List.of(
                        scope.run(),
                        scope.owner(),
                        Column.text("client_order_id", OrderRequest::clientOrderId),
                        Column.choice("kind", OrderRequest::kind),
                        Column.time("ts", OrderRequest::atMillis)),
                List.of(
                        Column.exact("quantity", OrderRequest::quantity),
                        Column.text("reason", OrderRequest::reason),
                        Column.json(
                                "orders",
                                request ->
                                        Json.texts(
                                                request.orders().stream()
                                                        .map(Order::clientOrderId)
                                                        .toList()))));
    }

    public static Table<Order> orders(RunScope scope) {
        return Table.of(
                "orders",
                List.of(scope.run(), Column.text("client_order_id", Order::clientOrderId)),
                List.of(
                        scope.owner(),
                        Column.text("parent_id", Order::parentId),
                        Column.text("symbol", Order::symbol),
                        Column.choice("side", Order::side),
                        Column.choice("leg", Order::leg),
                        Column.choice("type", Order::type),
                        Column.choice("time_in_force", Order::timeInForce),
                        Column.exact("quantity", Order::quantity),
                        Column.exact("limit_price", Order::limitPrice),
                        Column.exact("stop_price", Order::stopPrice),
                        Column.time("ts", Order::submittedAtMillis),
                        Column.text("reason", Order::reason)));
    }

    /** What venues reported, fills among it. */
    public static Table<ExecutionEvent> events(RunScope scope) {
        return Table.of(
                "order_events",
                List.of(
                        scope.run(),
                        Column.text("client_order_id", ExecutionEvent::clientOrderId),
                        Column.time("ts", ExecutionEvent::atMillis),
                        Column.choice("event", ExecutionEvent::event),
                        Column.whole("fill_sequence", AccountTables::sequence)),
                List.of(scope.owner(), Column.text("note", ExecutionEvent::note)));
    }

    public static Table<Fill> fills(RunScope scope) {
        return Table.of(
                "trades",
                List.of(
                        scope.run(),
                        Column.text("client_order_id", Fill::clientOrderId),
                        Column.whole("sequence", Fill::sequence),
                        Column.time("ts", Fill::atMillis)),
                List.of(
                        scope.owner(),
                        Column.text("symbol", Fill::symbol),
                        Column.choice("side", Fill::side),
                        Column.exact("quantity", Fill::quantity),
                        Column.exact("price", Fill::price),
                        Column.exact("fee", Fill::fee),
                        Column.exact("expected_price", Fill::expectedPrice),
                        Column.exact("cash_flow", Fill::cashFlow)));
    }

    public static Table<EquityPoint> equity(RunScope scope) {
        return Table.of(
                "account_state",
                List.of(
                        scope.run(),
                        Column.text("account", EquityPoint::account),
                        Column.time("ts", EquityPoint::atMillis)),
                List.of(
                        Column.exact("cash", EquityPoint::cash),
                        Column.exact("equity", EquityPoint::equity)));
    }

    /** The positions of now: an older statement does not replace a newer one. */
    public static Table<AccountPosition> positions(RunScope scope) {
        return Table.<AccountPosition>of(
                        "positions",
                        List.of(
                                scope.run(),
                                Column.text("account", AccountPosition::account),
                                Column.text("symbol", row -> row.position().symbol())),
                        List.of(
                                Column.time("ts", AccountPosition::atMillis),
                                Column.exact("quantity", row -> row.position().quantity()),
                                Column.exact("average_price", row -> row.position().averagePrice()),
                                Column.exact("last_price", row -> row.position().lastPrice())))
                .newestBy("ts");
    }

    /** What gates kept from the broker. */
    public static Table<BlockedOrder> blocked(RunScope scope) {
        return Table.of(
                "blocked_orders",
                List.of(
                        scope.run(),
                        Column.text("account", BlockedOrder::account),
                        Column.text("client_order_id", row -> row.order().clientOrderId()),
                        Column.choice("gate", BlockedOrder::gate),
                        Column.time("ts", BlockedOrder::atMillis)),
                List.of(
                        Column.text("strategy", BlockedOrder::strategy),
                        Column.text("symbol", row -> row.order().symbol()),
                        Column.choice("side", row -> row.order().side()),
                        Column.choice("leg", row -> row.order().leg()),
                        Column.choice("type", row -> row.order().type()),
                        Column.exact("quantity", row -> row.order().quantity()),
                        Column.exact("limit_price", row -> row.order().limitPrice()),
                        Column.exact("stop_price", row -> row.order().stopPrice()),
                        Column.time("submitted_at", row -> row.order().submittedAtMillis()),
                        Column.text("reason", row -> row.order().reason()),
                        Column.text("detail", BlockedOrder::detail)));
    }

    /** What people wanted of accounts, and which models they chose. */
    public static Table<ControlWord> commands(RunScope scope) {
        return Table.of(
                "control_commands",
                List.of(
                        scope.run(),
                        Column.text("account", ControlWord::account),
                        Column.whole("sequence", ControlWord::sequence),
                        Column.time("ts", ControlWord::atMillis),
                        Column.json("model", word -> pointer(word.model()))),
                List.of(
                        Column.text("command", ControlWord::name),
                        Column.text("who", ControlWord::who),
                        Column.text("why", ControlWord::why)));
    }

    /** Orders as their updates carry them, under the account of each. */
    public static Table<OrderUpdate> ordersOfUpdates(RunScope scope) {
        return orders(scope).within(OrderUpdate::order).with(account());
    }

    /** What venues reported, as the updates of orders carry it. */
    public static Table<OrderUpdate> eventsOfUpdates(RunScope scope) {
        return events(scope).within(OrderUpdate::event).with(account());
    }

    /** The fills among the updates of orders; the others have no row here. */
    public static Table<OrderUpdate> fillsOfUpdates(RunScope scope) {
        return fills(scope).within((OrderUpdate update) -> update.event().fill()).with(account());
    }

    private static Column<OrderUpdate> account() {
        return Column.text("account", OrderUpdate::account);
    }

    private static Json pointer(@Nullable ModelPointer pointer) {
        Json json = Json.object();
        if (pointer == null) {
            return json;
        }
        json.put("active", model(pointer.active()));
        ModelRef candidate = pointer.candidate();
        if (candidate != null) {
            json.put("candidate", model(candidate)).put("canary_share", pointer.canaryShare());
        }
        if (pointer.untilMillis() != ModelPointer.NEVER) {
            json.put("expires", Instant.ofEpochMilli(pointer.untilMillis()).toString());
        }
        return json;
    }

    private static Json model(ModelRef model) {
        Json json = Json.object().put("name", model.name());
        if (model.version() != null) {
            json.put("version", model.version());
        }
        if (model.sha256() != null) {
            json.put("sha256", model.sha256());
        }
        return json;
    }

    private static int sequence(ExecutionEvent event) {
        return event.fill() == null ? NO_FILL : event.fill().sequence();
    }
}
