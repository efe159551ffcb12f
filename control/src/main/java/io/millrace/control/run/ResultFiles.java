package io.millrace.control.run;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.millrace.control.report.RunRecords;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.flink.output.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of a finished run, read back: statistics and report are made of what users can check,
 * not of something else that was kept in memory.
 */
final class ResultFiles {

    private final Path folder;

    ResultFiles(Path folder) {
        this.folder = folder;
    }

    DecisionFile decisions(String account, String strategy) {
        DecisionFile decisions = new DecisionFile(account, strategy);
        each(RunFiles.DECISIONS, decisions::add);
        return decisions;
    }

    /** Everything that the results are counted from. */
    RunRecords records(String account, DecisionFile decisions, long bars) {
        List<Order> orders = orders();
        List<Fill> fills = fills();
        decisions.funnel().bars(bars);
        decisions.funnel().orders(orders.size());
        decisions.funnel().fills(fills.size());
        return new RunRecords(
                equity(account, decisions.lastMillis()),
                orders,
                fills,
                decisions.funnel().funnel(),
                decisions.votesByEntry(),
                decisions.closes(),
                null);
    }

    Map<RejectionCode, Long> deadLetters() {
        Map<RejectionCode, Long> counts = new EnumMap<>(RejectionCode.class);
        each(
                RunFiles.DEAD_LETTERS,
                row -> counts.merge(RejectionCode.valueOf(row.getField("code")), 1L, Long::sum));
        return counts;
    }

    /** How many orders gates kept back. */
    long blocked() {
        long[] rows = {0};
        each(RunFiles.BLOCKED, row -> rows[0]++);
        return rows[0];
    }

    /** The rows that were refused, in words: how many by code, and the first of them. */
    String refusals() {
        List<NamedCsvRecord> rows = new ArrayList<>();
        each(RunFiles.DEAD_LETTERS, rows::add);
        if (rows.isEmpty()) {
            return " (expected: at least one bar)";
        }
        NamedCsvRecord first = rows.get(0);
        return String.format(
                Locale.ROOT,
                " of %,d: %s; the first is %s line %s: %s (expected: %s)",
                rows.size(),
                deadLetters(),
                first.getField("file"),
                first.getField("line"),
                first.getField("value"),
                first.getField("expected"));
    }

    /**
     * Orders the dead letters by file and line: they come from several subtasks, and equal runs
     * write equal files.
     */
    void sortDeadLetters() throws IOException {
        List<NamedCsvRecord> rows = new ArrayList<>();
        each(RunFiles.DEAD_LETTERS, rows::add);
        if (rows.isEmpty()) {
            return;
        }
        rows.sort(
                Comparator.comparing((NamedCsvRecord row) -> row.getField("file"))
                        .thenComparing(row -> Long.parseLong(row.getField("line")))
                        .thenComparing(row -> row.getField("code")));
        try (CsvWriter writer =
                CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.LF)
                        .build(folder.resolve(RunFiles.DEAD_LETTERS))) {
            writer.writeRecord(rows.get(0).getHeader());
            rows.forEach(row -> writer.writeRecord(row.getFields()));
        }
    }

    /** Removes what only the end of the run needed. */
    void removeWorkingFiles() throws IOException {
        Files.delete(folder.resolve(RunFiles.ACCOUNT));
        Files.delete(folder.resolve(DigestFile.PER_KEY));
    }

    /** Equity is written when it changes; the account stays worth that until the tape ends. */
    private List<EquityPoint> equity(String account, long lastMillis) {
        List<EquityPoint> points = new ArrayList<>();
        each(
                RunFiles.ACCOUNT,
                row ->
                        points.add(
                                new EquityPoint(
                                        account,
                                        time(row, "ts"),
                                        decimal(row, "cash"),
                                        decimal(row, "equity"))));
        if (!points.isEmpty()) {
            EquityPoint last = points.get(points.size() - 1);
            if (last.atMillis() < lastMillis) {
                points.add(new EquityPoint(account, lastMillis, last.cash(), last.equity()));
            }
        }
        return points;
    }

    private List<Order> orders() {
        Map<String, Order> orders = new LinkedHashMap<>();
        each(
                RunFiles.ORDERS,
                row -> orders.computeIfAbsent(row.getField("client_order_id"), id -> order(row)));
        return List.copyOf(orders.values());
    }

    private List<Fill> fills() {
        List<Fill> fills = new ArrayList<>();
        each(RunFiles.FILLS, row -> fills.add(fill(row)));
        return fills;
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

    private void each(String file, Consumer<NamedCsvRecord> reader) {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(folder.resolve(file))) {
            rows.forEach(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
