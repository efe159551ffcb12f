package io.millrace.control.cluster;

import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * The first minutes of an invented session, in files that follow one another in time.
 *
 * <p>There are symbols enough for every partition to have one: a partition without any would hold
 * back the time of all.
 */
final class Tapes {

    private static final int SYMBOLS = 20;
    private static final String BARS = "symbol,ts,open,high,low,close,volume";
    private static final String TRADES = "symbol,ts,price,size";

    private Tapes() {}

    /** Bars, cut into so many files of equal length. */
    static List<Path> bars(Path folder, int minutes, int files) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Bar bar : first(minutes)) {
            rows.add(
                    new Row(
                            bar.startMillis(),
                            String.join(
                                    ",",
                                    bar.symbol(),
                                    Long.toString(bar.startMillis()),
                                    Double.toString(bar.open()),
                                    Double.toString(bar.high()),
                                    Double.toString(bar.low()),
                                    Double.toString(bar.close()),
                                    Double.toString(bar.volume()))));
        }
        return write(folder, BARS, rows, files, 0);
    }

    /** Three trades a minute, none late, cut in the middle of minutes. */
    static List<Path> trades(Path folder, int minutes, int files) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Bar bar : first(minutes)) {
            double size = bar.volume() / 3;
            trade(rows, bar, 5_000, bar.open(), size);
            trade(rows, bar, 25_000, bar.high(), size);
            trade(rows, bar, 45_000, bar.close(), size);
        }
        return write(folder, TRADES, rows, files, 30_000);
    }

    private static void trade(List<Row> rows, Bar bar, long after, double price, double size) {
        long at = bar.startMillis() + after;
        rows.add(new Row(at, bar.symbol() + "," + at + "," + price + "," + size));
    }

    private static List<Bar> first(int minutes) {
        List<Bar> bars = new ArrayList<>();
        Iterator<Bar> all = SyntheticTape.bars(SyntheticTapeSpec.numbered(SYMBOLS, 1, 11));
        long open = Long.MAX_VALUE;
        while (all.hasNext()) {
            Bar bar = all.next();
            open = Math.min(open, bar.startMillis());
            bars.add(bar);
        }
        long end = open + minutes * 60_000L;
        bars.removeIf(bar -> bar.startMillis() >= end);
        return bars;
    }

    private static List<Path> write(
            Path folder, String header, List<Row> rows, int files, long beyond) throws IOException {
        Files.createDirectories(folder);
        rows.sort(Comparator.comparingLong(Row::atMillis).thenComparing(Row::text));
        long begin = rows.get(0).atMillis();
        long length = (rows.get(rows.size() - 1).atMillis() - begin) / 60_000 / files * 60_000;
        List<Path> written = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            long from = file == 0 ? Long.MIN_VALUE : begin + file * length + beyond;
            long to = file == files - 1 ? Long.MAX_VALUE : begin + (file + 1) * length + beyond;
            List<String> lines = new ArrayList<>(List.of(header));
            rows.stream()
                    .filter(row -> row.atMillis() >= from && row.atMillis() < to)
                    .map(Row::text)
                    .forEach(lines::add);
            written.add(Files.write(folder.resolve("part-" + file + ".csv"), lines));
        }
        return written;
    }

    private record Row(long atMillis, String text) {}
}
