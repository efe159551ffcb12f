package io.millrace.flink.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.latest.LatestFile;
import io.millrace.domain.live.Alert;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.portfolio.Position;
import io.millrace.flink.account.LiveStatus;
import java.time.Instant;
import java.util.Map;

/** {@code status.json}: how a live account stands, for people and scripts. */
final class StatusJson implements LatestFile.Text<LiveStatus> {

    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String apply(LiveStatus status) {
        ObjectNode json = JSON.createObjectNode();
        json.put("pid", ProcessHandle.current().pid());
        json.put("account", status.account());
        json.put("market_time", Instant.ofEpochMilli(status.marketMillis()).toString());
        json.put("wall_time", Instant.ofEpochMilli(status.wallMillis()).toString());
        json.put("bar_time", Instant.ofEpochMilli(status.barMillis()).toString());
        json.put("state", status.state().name());
        json.put("killed", status.killed());
        json.put("reconciled", status.reconciled());
        json.put("snapshot_wanted", status.snapshotWanted());
        json.put("broker_reachable", !status.circuitOpen() && !status.brokerAway());
        json.put("feed_silent", status.feedSilent());
        json.put("commands", status.commands());
        json.put("open_entries", status.openEntries());
        json.put("open_orders", open(status.orders()));
        json.put("unknown_orders", status.orders().getOrDefault(OrderStatus.UNKNOWN, 0));
        json.put("in_flight", status.orders().getOrDefault(OrderStatus.SUBMITTED, 0));
        json.put("cash", status.cash().toPlainString());
        json.put("equity", status.equity().toPlainString());
        ArrayNode positions = json.putArray("positions");
        for (Position position : status.positions()) {
            positions
                    .addObject()
                    .put("symbol", position.symbol())
                    .put("quantity", position.quantity().toPlainString())
                    .put("average_price", position.averagePrice().toPlainString())
                    .put("last_price", position.lastPrice().toPlainString());
        }
        Alert alert = status.alert();
        json.put("last_alert", alert == null ? "" : alert.code() + ": " + alert.text());
        return json.toPrettyString() + "\n";
    }

    private static int open(Map<OrderStatus, Integer> orders) {
        int open = 0;
        for (Map.Entry<OrderStatus, Integer> one : orders.entrySet()) {
            if (!one.getKey().isTerminal()) {
                open += one.getValue();
            }
        }
        return open;
    }
}
