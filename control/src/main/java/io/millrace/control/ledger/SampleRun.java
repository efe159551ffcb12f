package io.millrace.control.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** An invented run without a fault, to plant faults in; the same seed gives the same run. */
final class SampleRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SYMBOLS = List.of("AAA", "BBB", "CCC", "DDD", "EEE", "FFF");
    private static final long OPEN = Instant.parse("2020-01-02T14:30:00Z").toEpochMilli();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int DECISIONS = 60;
    private static final BigDecimal CASH = new BigDecimal("100000");
    private static final String DECISION_HEADER =
            "ts,symbol,close,decision_id,action,outcome,code,score,confidence,regime,model,votes,gates,"
                    + "requested_quantity,quantity,risk\n";
    private static final String ORDER_HEADER =
            "ts,client_order_id,parent_id,event,status,symbol,side,leg,type,time_in_force,quantity,"
                    + "limit_price,stop_price,submitted,reason,note\n";

    final List<ObjectNode> rows = new ArrayList<>();
    private final StringBuilder decisions = new StringBuilder(DECISION_HEADER);
    private final StringBuilder orders = new StringBuilder(ORDER_HEADER);
    private final SplittableRandom random;
    private int orderCount;

    SampleRun(long seed) {
        random = new SplittableRandom(seed);
        row("START", OPEN).put("cash", CASH);
        for (int number = 0; number < DECISIONS; number++) {
            decide(number, OPEN + number * MINUTE, SYMBOLS.get(number % SYMBOLS.size()));
        }
        book();
    }

    /** One decision and all that follows from it; every sort comes up, whatever the seed. */
    private void decide(int number, long atMillis, String symbol) {
        String decided = Instant.ofEpochMilli(atMillis) + "," + symbol + ",10,d" + number;
        String rest = ",0.5,0.7,SIDEWAYS,absent,,,";
        int quantity = 2 + random.nextInt(50);
        switch (number % 5) {
            case 0 ->
                    decisions
                            .append(decided)
                            .append(",HOLD,HOLD,VOTES")
                            .append(rest)
                            .append(",,\n");
            case 1 ->
                    decisions
                            .append(decided)
                            .append(",BUY,REJECTED,COOLDOWN")
                            .append(rest)
                            .append("5,0,\n");
            default -> {
                decisions.append(decided).append(",BUY,APPROVED,").append(rest);
                decisions.append(quantity + "," + quantity + ",\n");
                enter(number, atMillis, symbol, quantity);
            }
        }
    }

    private void enter(int number, long atMillis, String symbol, int quantity) {
        String name = name();
        boolean withdrawn = number % 10 == 2;
        boolean filled = number % 5 != 3;
        String end = withdrawn || !filled ? "CANCELED" : "FILLED";
        String takeProfit = name();
        keep(atMillis, name, "", symbol, "BUY", "ENTRY", "MARKET", quantity, end);
        String profit = filled && !withdrawn ? "FILLED" : "CANCELED";
        keep(atMillis, takeProfit, name, symbol, "SELL", "TAKE_PROFIT", "LIMIT", quantity, profit);
        keep(atMillis, name(), name, symbol, "SELL", "STOP_LOSS", "STOP", quantity, "CANCELED");
        if (withdrawn) {
            return;
        }
        String id = order(atMillis, name, symbol, "buy", "parent", "market", quantity);
        String above = order(atMillis, "", symbol, "sell", "take_profit", "limit", quantity);
        String below = order(atMillis, "", symbol, "sell", "stop_loss", "stop", quantity);
        if (!filled) {
            List.of(id, above, below).forEach(one -> status(atMillis + MINUTE, one, "canceled"));
            return;
        }
        int part = 1 + random.nextInt(quantity - 1);
        fill(atMillis + MINUTE, id, name, symbol, "buy", part);
        fill(atMillis + MINUTE, id, name, symbol, "buy", quantity - part);
        status(atMillis + MINUTE, id, "filled");
        fill(atMillis + 2 * MINUTE, above, "", symbol, "sell", quantity);
        status(atMillis + 2 * MINUTE, above, "filled");
        status(atMillis + 2 * MINUTE, below, "canceled");
    }

    private String name() {
        return String.format(Locale.ROOT, "%016x%024x", random.nextLong(), orderCount);
    }

    String order(
            long atMillis,
            String name,
            String symbol,
            String side,
            String role,
            String type,
            int quantity) {
        String id = "b" + ++orderCount;
        row("ORDER", atMillis)
                .put("id", id)
                .put("client_order_id", name)
                .put("symbol", symbol)
                .put("side", side)
                .put("role", role)
                .put("order_type", type)
                .put("qty", BigDecimal.valueOf(quantity));
        return id;
    }

    void status(long atMillis, String id, String status) {
        row("STATUS", atMillis).put("id", id).put("status", status);
    }

    private void fill(
            long atMillis, String id, String name, String symbol, String side, int quantity) {
        row("FILL", atMillis)
                .put("id", id)
                .put("client_order_id", name)
                .put("symbol", symbol)
                .put("side", side)
                .put("qty", BigDecimal.valueOf(quantity))
                .put("price", BigDecimal.valueOf(900 + random.nextInt(200), 2));
    }

    private ObjectNode row(String type, long atMillis) {
        ObjectNode row = JSON.createObjectNode().put("seq", 0L).put("wall", atMillis);
        row.put("at", atMillis).put("type", type);
        rows.add(row);
        return row;
    }

    private void keep(
            long atMillis,
            String name,
            String parent,
            String symbol,
            String side,
            String leg,
            String type,
            int quantity,
            String end) {
        String time = Instant.ofEpochMilli(atMillis).toString();
        String known = symbol + "," + side + "," + leg + "," + type + ",DAY," + quantity + ",,,";
        for (String status : List.of("SUBMITTED", end)) {
            orders.append(time + "," + name + "," + parent + ",E," + status + "," + known + time);
            orders.append(leg.equals("ENTRY") ? ",SIGNAL,\n" : ",PROTECTION,\n");
        }
    }

    /** Numbers the rows and computes what runs along with them, as a broker without fault would. */
    void book() {
        BigDecimal cash = CASH;
        Map<String, BigDecimal> positions = new TreeMap<>();
        Map<String, BigDecimal> filled = new TreeMap<>();
        long sequence = 0;
        for (ObjectNode row : rows) {
            row.put("seq", ++sequence);
            if (row.path("type").asText().equals("FILL")) {
                BigDecimal quantity = row.path("qty").decimalValue();
                boolean buys = row.path("side").asText().equals("buy");
                BigDecimal signed = buys ? quantity : quantity.negate();
                cash = cash.subtract(signed.multiply(row.path("price").decimalValue()));
                String symbol = row.path("symbol").asText();
                positions.merge(symbol, signed, BigDecimal::add);
                filled.merge(row.path("id").asText(), quantity, BigDecimal::add);
                row.put("cum_qty", filled.get(row.path("id").asText()));
                row.put("position", positions.get(symbol)).put("cash", cash);
            }
        }
    }

    /** Writes the files of the run. */
    RunFiles write(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder ledger = new StringBuilder();
        rows.forEach(row -> ledger.append(row).append('\n'));
        StringBuilder positions = new StringBuilder("account,symbol,quantity\n");
        BigDecimal cash = CASH;
        for (ObjectNode row : rows) {
            cash = row.has("cum_qty") ? row.path("cash").decimalValue() : cash;
        }
        positions.append("sample,cash,").append(cash.toPlainString()).append('\n');
        return new RunFiles(
                Files.writeString(folder.resolve("ledger.jsonl"), ledger),
                Files.writeString(folder.resolve("decisions.csv"), decisions),
                Files.writeString(folder.resolve("orders.csv"), orders),
                List.of(Files.writeString(folder.resolve("positions.csv"), positions)),
                Files.writeString(folder.resolve("golden.csv"), decisions),
                Duration.ZERO);
    }
}
