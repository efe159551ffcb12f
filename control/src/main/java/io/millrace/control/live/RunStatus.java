package io.millrace.control.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run says of itself, once a second.
 *
 * @param pid the process
 * @param barTime market time of the newest bars that the account has taken
 * @param commands sequence number of the last command that the account has taken
 * @param openEntries entries that work at the broker
 * @param unknownOrders orders that nobody has answered for
 * @param snapshotWanted whether a comparison with the broker is due
 * @param inFlight orders that were sent and not answered for yet
 */
record RunStatus(
        long pid,
        String account,
        String marketTime,
        String barTime,
        String wallTime,
        String state,
        boolean killed,
        boolean reconciled,
        boolean brokerReachable,
        boolean feedSilent,
        boolean snapshotWanted,
        long commands,
        int openEntries,
        int openOrders,
        int inFlight,
        int unknownOrders,
        BigDecimal cash,
        BigDecimal equity,
        List<HeldPosition> positions,
        String lastAlert) {

    private static final Duration OLD = Duration.ofSeconds(15);

    /** One line of the positions. */
    record HeldPosition(
            String symbol, BigDecimal quantity, BigDecimal averagePrice, BigDecimal lastPrice) {}

    static RunStatus of(JsonNode status) {
        List<HeldPosition> positions = new ArrayList<>();
        for (JsonNode one : status.path("positions")) {
            positions.add(
                    new HeldPosition(
                            one.path("symbol").asText(),
                            decimal(one, "quantity"),
                            decimal(one, "average_price"),
                            decimal(one, "last_price")));
        }
        return new RunStatus(
                status.path("pid").asLong(),
                status.path("account").asText(),
                status.path("market_time").asText(),
                status.path("bar_time").asText(),
                status.path("wall_time").asText(),
                status.path("state").asText(),
                status.path("killed").asBoolean(),
                status.path("reconciled").asBoolean(),
                status.path("broker_reachable").asBoolean(),
                status.path("feed_silent").asBoolean(),
                status.path("snapshot_wanted").asBoolean(),
                status.path("commands").asLong(),
                status.path("open_entries").asInt(),
                status.path("open_orders").asInt(),
                status.path("in_flight").asInt(),
                status.path("unknown_orders").asInt(),
                decimal(status, "cash"),
                decimal(status, "equity"),
                List.copyOf(positions),
                status.path("last_alert").asText());
    }

    /** Whether the account has said so lately; it speaks every second. */
    boolean isFresh() {
        return Instant.parse(wallTime).isAfter(Instant.now().minus(OLD));
    }

    /** The same, of a process that is still there. */
    boolean isSpokenBySomebodyAlive() {
        return isFresh() && ProcessHandle.of(pid).isPresent();
    }

    /** Whether nothing is under way between the account and the broker. */
    boolean isAtRest() {
        return reconciled && !snapshotWanted && inFlight == 0 && unknownOrders == 0;
    }

    /** One line for a person. */
    String headline() {
        return state
                + (killed ? ", kill switch on" : "")
                + (reconciled ? ", reconciled" : ", NOT reconciled")
                + (brokerReachable ? "" : ", broker away")
                + (feedSilent ? ", feed silent" : "")
                + ", "
                + openOrders
                + " open orders, "
                + positions.size()
                + " positions, equity "
                + equity.toPlainString();
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        String text = node.path(field).asText("0");
        return new BigDecimal(text.isEmpty() ? "0" : text);
    }
}
