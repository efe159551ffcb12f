package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.Trade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeYamlTest {

    @TempDir Path folder = Path.of("");

    @Test
    void readsTradesOfOneConstantSymbol() throws IOException {
        Files.writeString(
                folder.resolve("tape.yaml"),
                """
                kind: trades
                files: "bitstamp*.csv"
                symbol: {constant: BTCUSD}
                time: {column: timestamp, format: epoch-s}
                columns: {price: price, size: amount}
                """);
        Files.writeString(
                folder.resolve("bitstamp_trades.csv"),
                """
                timestamp,price,amount
                1385337600,800.010000000000,0.100000000000
                1385337600.25,1800.050000000000,0.278380490000
                """);

        assertThat(TapeRun.trades(TapeRun.tape(folder, Resolution.MINUTE, Market.CRYPTO)))
                .containsExactly(
                        new Trade("BTCUSD", 1_385_337_600_000L, 800.01, 0.1, 1),
                        new Trade("BTCUSD", 1_385_337_600_250L, 1800.05, 0.27838049, 2));
    }

    @Test
    void readsAFileWithoutAHeaderByColumnNumbers() throws IOException {
        Files.writeString(
                folder.resolve("tape.yaml"),
                """
                header: false
                delimiter: tab
                resolution: 1h
                symbol: {column: 2}
                time: {column: 1, format: pattern, pattern: "dd.MM.yyyy HH:mm", zone: Europe/Berlin}
                columns: {open: 3, high: 4, low: 5, close: 6, volume: 7}
                """);
        Path file = folder.resolve("x.txt");
        Files.writeString(file, "02.07.2024 15:00\tA\t1\t2\t1\t2\t7\n");

        Bar bar = TapeRun.bars(TapeRun.tape(file, Resolution.HOUR, Market.CRYPTO)).get(0);

        assertThat(bar)
                .isEqualTo(new Bar("A", 1_719_925_200_000L, 1_719_928_800_000L, 1, 2, 1, 2, 7));
    }

    @Test
    void namesEveryMistakeAtOnce() throws IOException {
        Files.writeString(
                folder.resolve("tape.yaml"),
                """
                kind: bars
                delimiter: ab
                colour: red
                header: yes
                resolution: 5m
                symbol: {column: sym, constant: X}
                time: {format: epoch-s, pattern: yyyy, zone: Nowhere/Else, stamp: middle}
                columns: {price: p}
                """);

        assertThatThrownBy(() -> TapeRun.minutes(folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(folder.resolve("tape.yaml") + ": ")
                .hasMessageContaining("colour: not a setting of this program")
                .hasMessageContaining("delimiter: ab (expected: one of")
                .hasMessageContaining("header: yes (expected: true or false)")
                .hasMessageContaining("resolution: 5m (expected: 1m, 1h or 1d)")
                .hasMessageContaining("symbol: sym and X (expected: exactly one of")
                .hasMessageContaining("time.column: missing")
                .hasMessageContaining("time.pattern: yyyy (expected: a pattern where")
                .hasMessageContaining("time.zone: Nowhere/Else (expected: a zone")
                .hasMessageContaining("time.stamp: middle (expected: one of start, end)")
                .hasMessageContaining("columns.price: p (expected: no such column for bars)");
    }

    @Test
    void saysWhereTheYamlItselfIsBroken() throws IOException {
        Files.writeString(folder.resolve("tape.yaml"), "kind: [bars\n");

        assertThatThrownBy(() -> TapeRun.minutes(folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("tape.yaml");
    }

    @Test
    void saysWhichColumnAFileLacks() throws IOException {
        Files.writeString(
                folder.resolve("tape.yaml"), "symbol: {column: symbol}\ntime: {column: when}\n");
        Files.writeString(folder.resolve("a.csv"), "symbol,ts,open,high,low,close,volume\n");

        assertThatThrownBy(() -> TapeRun.minutes(folder))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("a.csv: header [symbol, ts, open")
                .hasMessageContaining("a column when, which");
    }

    @Test
    void aDeclaredResolutionIsTakenOrPassedOver() throws IOException {
        Files.writeString(
                folder.resolve("tape.yaml"),
                "resolution: 1d\nsymbol: {constant: A}\ntime: {column: ts}\n");
        Files.writeString(
                folder.resolve("a.csv"),
                "ts,open,high,low,close,volume\n2024-01-02T00:00:00Z,1,1,1,1,1\n");

        assertThatThrownBy(() -> TapeRun.minutes(folder)).hasMessageContaining("a.csv holds 1d");
        assertThat(TapeRun.bars(TapeRun.tape(folder, Resolution.DAY, Market.XNYS))).hasSize(1);
    }
}
