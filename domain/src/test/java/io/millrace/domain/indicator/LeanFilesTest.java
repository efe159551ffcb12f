package io.millrace.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The files against which Lean tests its own indicators; silent rows and empty cells are skipped.
 */
class LeanFilesTest {

    private static final Path FILES =
            Path.of(System.getProperty("project.root"), "..", "shared", "data", "lean-indicators");

    @ParameterizedTest(name = "{1} of {0}: first at row {2}, within {3}")
    @CsvSource({
        "spy_ema.csv,                EMA14,                       13, 1e-9",
        "spy_with_indicators.txt,    SMA14,                       13, 1e-2",
        "spy_with_indicators.txt,    EMA14,                       13, 1e-2",
        "spy_with_indicators.txt,    MACD 12 26,                  25, 1e-3",
        "spy_with_indicators.txt,    RSI 14 Wilder,               14, 1e-4",
        "spy_with_macd.txt,          MACD,                       179, 1e-4",
        "spy_with_macd.txt,          Signal,                     179, 1e-4",
        "spy_with_macd.txt,          Histogram,                  179, 1e-4",
        "spy_bollinger_bands.txt,    Moving Average 20,           19, 1e-3",
        "spy_bollinger_bands.txt,    Bollinger Bands® 20 2 Top,   19, 1e-3",
        "spy_bollinger_bands.txt,    Bollinger Bands® 20 2 Bottom,19, 1e-3",
        "spy_bollinger_bands.txt,    BandWidth,                   19, 1e-3",
        "spy_bollinger_bands.txt,    %B,                          19, 1e-4",
        "spy_atr_wilder.txt,         Average True Range 14,       13, 1e-4",
    })
    void agreesWithLean(String file, String column, int firstRow, double tolerance)
            throws IOException {
        Table table = table(file);
        double[] expected = table.column(column);
        double[] actual = values(column, table);

        int compared = 0;
        for (int row = firstRow; row < expected.length; row++) {
            if (!Double.isNaN(expected[row])) {
                assertThat(actual[row])
                        .as("%s, row %d", column, row)
                        .isCloseTo(expected[row], within(tolerance));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(150);
    }

    /** The planted fault: Wilder's weight in place of the exponential one. */
    @Test
    void anAverageOfTheWrongWeightWouldBeNoticed() throws IOException {
        Table table = table("spy_ema.csv");
        double[] expected = table.column("EMA14");
        double[] wrong =
                of(table, WilderAverage.empty(14), WilderAverage::next, WilderAverage::value);

        assertThat(Math.abs(wrong[200] - expected[200])).isGreaterThan(1e-2);
    }

    private static double[] values(String column, Table table) {
        Macd macd = Macd.empty(12, 26, 9);
        Bollinger bands = Bollinger.empty(20, 2);
        return switch (column) {
            case "SMA14" -> of(table, Sma.empty(14), Sma::next, Sma::value);
            case "EMA14" -> of(table, Ema.empty(14), Ema::next, Ema::value);
            case "RSI 14 Wilder" -> of(table, Rsi.empty(14), Rsi::next, Rsi::value);
            case "MACD 12 26", "MACD" -> of(table, macd, Macd::next, Macd::line);
            case "Signal" -> of(table, macd, Macd::next, Macd::signalLine);
            case "Histogram" -> of(table, macd, Macd::next, Macd::histogram);
            case "Moving Average 20" -> of(table, Sma.empty(20), Sma::next, Sma::value);
            case "Bollinger Bands® 20 2 Top" -> of(table, bands, Bollinger::next, Bollinger::upper);
            case "Bollinger Bands® 20 2 Bottom" ->
                    of(table, bands, Bollinger::next, Bollinger::lower);
            case "BandWidth" -> of(table, bands, Bollinger::next, Bollinger::width);
            case "%B" -> of(table, bands, Bollinger::next, Bollinger::percentB);
            case "Average True Range 14" -> ranges(table);
            default -> throw new IllegalArgumentException(column);
        };
    }

    private static <S> double[] of(
            Table table, S empty, Series.Fold<S> fold, Function<S, OptionalDouble> value) {
        return Series.of(table.column("close"), empty, fold, value);
    }

    private static double[] ranges(Table table) {
        double[] high = table.column("high");
        double[] low = table.column("low");
        double[] close = table.column("close");
        double[] out = new double[close.length];
        Atr atr = Atr.empty(14);
        for (int i = 0; i < out.length; i++) {
            atr = atr.next(new Bar("SPY", i, i + 1, close[i], high[i], low[i], close[i], 0));
            out[i] = atr.value().orElse(Double.NaN);
        }
        return out;
    }

    private static Table table(String file) throws IOException {
        Path path = FILES.resolve(file);
        assumeTrue(Files.exists(path), () -> "no Lean files here: " + path);
        List<String[]> rows =
                Files.readAllLines(path).stream()
                        .filter(line -> !line.isBlank())
                        .map(line -> line.split(",", -1))
                        .toList();
        return new Table(List.of(rows.get(0)), rows.subList(1, rows.size()));
    }

    private record Table(List<String> header, List<String[]> rows) {

        double[] column(String name) {
            int place = 0;
            while (!header.get(place).trim().equalsIgnoreCase(name)) {
                place++;
            }
            int at = place;
            return rows.stream().mapToDouble(row -> number(row, at)).toArray();
        }

        private static double number(String[] row, int at) {
            return at < row.length && !row[at].isBlank()
                    ? Double.parseDouble(row[at].trim())
                    : Double.NaN;
        }
    }
}
