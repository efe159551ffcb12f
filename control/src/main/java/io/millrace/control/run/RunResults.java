package io.millrace.control.run;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.order.ClientOrderId;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.report.FunnelCounter;
import io.millrace.domain.risk.DenialCode;
import io.millrace.flink.output.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a finished run wrote, read back from its own files: statistics and report are made of what
 * users can check, not of something else that was kept in memory.
 *
 * @param votesByEntry the votes behind each approved entry, by the entry's client order id
 */
public record RunResults(
        List<EquityPoint> equity,
        List<Order> orders,
        List<Fill> fills,
        FunnelCounter funnel,
        Map<String, List<Vote>> votesByEntry,
        Map<RejectionCode, Long> deadLetters) {

    /** Reads the files in the folder. */
    public static RunResults read(Path folder, String account, String strategy) {
        FunnelCounter funnel = new FunnelCounter();
        Map<String, List<Vote>> votes = new HashMap<>();
        long[] lastMillis = {Long.MIN_VALUE};
        each(
                folder.resolve(RunFiles.DECISIONS),
                row -> {
                    count(row, funnel);
                    lastMillis[0] = time(row, "ts");
                    if (row.getField("outcome").equals("APPROVED")
                            && row.getField("action").equals("BUY")) {
                        votes.put(
                                ClientOrderId.of(
                                        account,
                                        strategy,
                                        row.getField("symbol"),
                                        time(row, "ts"),
                                        Leg.ENTRY,
                                        0),
                                votes(row.getField("votes")));
                    }
                });
        List<EquityPoint> equity = new ArrayList<>();
        each(
                folder.resolve(RunFiles.ACCOUNT),
                row ->
                        equity.add(
                                new EquityPoint(
                                        account,
                                        time(row, "ts"),
                                        decimal(row, "cash"),
                                        decimal(row, "equity"))));
        Map<String, Order> orders = new LinkedHashMap<>();
        each(
                folder.resolve(RunFiles.ORDERS),
                row -> {
                    OrderEvent event = OrderEvent.valueOf(row.getField("event"));
                    if (event == OrderEvent.BROKER_ACCEPTED || event == OrderEvent.BROKER_HELD) {
                        orders.putIfAbsent(row.getField("client_order_id"), order(row));
                    }
                });
        List<Fill> fills = new ArrayList<>();
        each(folder.resolve(RunFiles.FILLS), row -> fills.add(fill(row)));
        Map<RejectionCode, Long> deadLetters = new EnumMap<>(RejectionCode.class);
        each(
                folder.resolve(RunFiles.DEAD_LETTERS),
                row ->
                        deadLetters.merge(
                                RejectionCode.valueOf(row.getField("code")), 1L, Long::sum));
        return new RunResults(
                lasting(equity, lastMillis[0]), List.copyOf(orders.values()), fills, funnel, votes, deadLetters);
    }

    /** Equity is written when it changes; the account goes on to be worth that until the tape ends. */
    private static List<EquityPoint> lasting(List<EquityPoint> changes, long lastMillis) {
        EquityPoint last = changes.isEmpty() ? null : changes.get(changes.size() - 1);
        if (last == null || last.atMillis() >= lastMillis) {
            return changes;
        }
        List<EquityPoint> whole = new ArrayList<>(changes);
        whole.add(new EquityPoint(last.account(), lastMillis, last.cash(), last.equity()));
        return whole;
    }

    private static void count(NamedCsvRecord row, FunnelCounter funnel) {
        Action action = Action.valueOf(row.getField("action"));
        String code = row.getField("code");
        boolean held = action == Action.HOLD && !code.isEmpty();
        funnel.decided(
                action, row.getField("model").equals("absent"), held ? Gate.valueOf(code) : null);
        switch (row.getField("outcome")) {
            case "APPROVED" ->
                    funnel.approved(
                            decimal(row, "quantity")
                                            .compareTo(decimal(row, "requested_quantity"))
                                    < 0);
            case "REJECTED" -> funnel.rejected(DenialCode.valueOf(code));
            default -> {
                // a HOLD asks the account for nothing
            }
        }
    }

    private static List<Vote> votes(String text) {
        return Arrays.stream(text.split("\\|"))
                .map(
                        vote -> {
                            String[] named = vote.split(":", 2);
                            String[] parts = named[1].split("\\*");
                            return new Vote(
                                    AlphaName.valueOf(named[0]),
                                    Direction.valueOf(parts[0]),
                                    Double.parseDouble(parts[1]),
                                    Double.parseDouble(parts[2]));
                        })
                .toList();
    }

    private static Order order(NamedCsvRecord row) {
        String parent = row.getField("parent_id");
        return new Order(
                row.getField("client_order_id"),
                parent.isEmpty() ? null : parent,
                row.getField("symbol"),
                Side.valueOf(row.getField("side")),
                Leg.valueOf(row.getField("leg")),
                OrderType.valueOf(row.getField("type")),
                TimeInForce.valueOf(row.getField("time_in_force")),
                decimal(row, "quantity"),
                decimalOrNull(row, "limit_price"),
                decimalOrNull(row, "stop_price"),
                time(row, "submitted"),
                row.getField("reason"));
    }

    private static Fill fill(NamedCsvRecord row) {
        return new Fill(
                row.getField("client_order_id"),
                row.getField("symbol"),
                Side.valueOf(row.getField("side")),
                decimal(row, "quantity"),
                decimal(row, "price"),
                decimal(row, "fee"),
                decimal(row, "expected_price"),
                time(row, "ts"),
                Integer.parseInt(row.getField("sequence")));
    }

    private static long time(NamedCsvRecord row, String column) {
        return Instant.parse(row.getField(column)).toEpochMilli();
    }

    private static BigDecimal decimal(NamedCsvRecord row, String column) {
        return new BigDecimal(row.getField(column));
    }

    private static @Nullable BigDecimal decimalOrNull(NamedCsvRecord row, String column) {
        return row.getField(column).isEmpty() ? null : decimal(row, column);
    }

    private static void each(Path file, Consumer<NamedCsvRecord> reader) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
