package io.millrace.control.sql;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.millrace.control.CliRun;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A backtest of two symbols over two sessions, its rows in a PostgreSQL and its files beside them.
 * The tape has a hole in the middle, one at the end, a repeated and an unreadable row.
 */
final class DeskRun {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 2);
    static final LocalDate SECOND_DAY = LocalDate.of(2024, 1, 3);

    private static final int MINUTES = 390;
    private static final String SETTINGS =
            """
            alphas:
              macd:
                threshold: 0.0005
            ensemble:
              gates-off: [confidence, average-volume, spread, earnings-blackout, expected-move]
            risk:
              block-on-unknown: false
              max-orders-per-minute: 50
              max-orders-per-symbol-day: 50
              cooldown: 1m
              max-volatility: 1
              max-correlation: 1
              cvar:
                max: 0.9
              slippage:
                tolerance: 1000
              fat-finger:
                max-volume-share: 1
            exits:
              take-profit: 0.006
              stop-loss: 0.005
              max-holding: 30m
            """;
    private static final DeskRun MADE = make();

    private final Path folder;
    private final EmbeddedDatabase server;

    private DeskRun(Path folder, EmbeddedDatabase server) {
        this.folder = folder;
        this.server = server;
    }

    /** The run, made once for all tests of this JVM. */
    static DeskRun made() {
        return MADE;
    }

    String database() {
        return "postgresql://"
                + server.user()
                + ":"
                + server.password()
                + "@127.0.0.1:"
                + server.port()
                + "/"
                + EmbeddedDatabase.DATABASE;
    }

    /** The rows of an answer, as the command prints them. */
    List<Map<String, String>> ask(String question, String... parameters) {
        List<String> arguments = new ArrayList<>(List.of("sql", question, "--db", database()));
        for (String parameter : parameters) {
            arguments.add("--param");
            arguments.add(parameter);
        }
        CliRun run = CliRun.of(arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return rows(CsvReader.builder().ofNamedCsvRecord(run.out()));
    }

    /** The rows of a result file. */
    List<Map<String, String>> file(String name) {
        try {
            return rows(CsvReader.builder().ofNamedCsvRecord(folder.resolve("run").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The closes of a symbol on the tape, by the end of their bars. */
    Map<Instant, Double> tape(String symbol) {
        Map<Instant, Double> closes = new LinkedHashMap<>();
        for (LocalDate day : List.of(FIRST_DAY, SECOND_DAY)) {
            for (int minute = 0; minute < MINUTES; minute++) {
                if (!isMissing(symbol, day, minute)) {
                    closes.put(
                            start(day, minute).plusSeconds(60),
                            Double.valueOf(close(symbol, day, minute)));
                }
            }
        }
        return closes;
    }

    static LocalDate dayOf(Instant instant) {
        return instant.atZone(NEW_YORK).toLocalDate();
    }

    static BigDecimal decimal(Map<String, String> row, String column) {
        return new BigDecimal(row.getOrDefault(column, ""));
    }

    /** An instant of a result file, or of an answer in UTC. */
    static Instant time(Map<String, String> row, String column) {
        String text = row.getOrDefault(column, "");
        return Instant.parse(
                text.endsWith("Z") ? text : text.replace(' ', 'T').replaceFirst("\\+00$", "Z"));
    }

    private static List<Map<String, String>> rows(CsvReader<NamedCsvRecord> reader) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (reader) {
            reader.forEach(row -> rows.add(row.getFieldsAsMap()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static DeskRun make() {
        try {
            Path folder = Files.createTempDirectory("desk");
            Files.writeString(folder.resolve("bars.csv"), tape());
            Files.writeString(folder.resolve("settings.yaml"), SETTINGS);
            EmbeddedDatabase server = EmbeddedDatabase.start(Placement.temporary());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "desk database"));
            DeskRun desk = new DeskRun(folder, server);
            CliRun run =
                    CliRun.of(
                            "backtest",
                            "--data",
                            folder.resolve("bars.csv").toString(),
                            "--config",
                            folder.resolve("settings.yaml").toString(),
                            "--out",
                            folder.resolve("run").toString(),
                            "--db",
                            desk.database(),
                            "--parallelism",
                            "1");
            assertThat(run.code()).as(run.err()).isZero();
            return desk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tape() {
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        for (LocalDate day : List.of(FIRST_DAY, SECOND_DAY)) {
            for (int minute = 0; minute < MINUTES; minute++) {
                for (String symbol : List.of("QQQ", "SPY")) {
                    if (!isMissing(symbol, day, minute)) {
                        rows.append(row(symbol, day, minute));
                    }
                }
                if (day.equals(SECOND_DAY) && minute == 30) {
                    rows.append(row("SPY", day, 29));
                    rows.append("SPY,").append(start(day, 30)).append(",1,x,1,1,1\n");
                }
            }
        }
        return rows.toString();
    }

    /** QQQ lacks five minutes of its second day, SPY the last three of its first. */
    private static boolean isMissing(String symbol, LocalDate day, int minute) {
        return symbol.equals("QQQ")
                ? day.equals(SECOND_DAY) && minute >= 100 && minute < 105
                : day.equals(FIRST_DAY) && minute >= MINUTES - 3;
    }

    private static String row(String symbol, LocalDate day, int minute) {
        String price = close(symbol, day, minute);
        return String.join(
                ",", symbol, start(day, minute).toString(), price, price, price, price, "100000\n");
    }

    private static String close(String symbol, LocalDate day, int minute) {
        double phase = symbol.equals("SPY") ? 0 : 1.3;
        double level = day.equals(FIRST_DAY) ? 400 : 404;
        double wave = day.equals(FIRST_DAY) ? 6 : 9;
        return String.format(
                Locale.ROOT,
                "%.2f",
                level + wave * Math.sin(minute / 12.0 + phase) + minute * 7 % 5 * 0.1);
    }

    private static Instant start(LocalDate day, int minute) {
        return day.atTime(9, 30).plusMinutes(minute).atZone(NEW_YORK).toInstant();
    }
}
