package io.millrace.domain.report;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.TradingSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One of the fixed series that {@code oracle.py} wrote, at the closes of its sessions.
 *
 * @param dates trade dates
 */
record OracleSeries(List<LocalDate> dates, ValueCurve equity, ValueCurve benchmark) {

    static OracleSeries named(String name) {
        List<LocalDate> dates = new ArrayList<>();
        List<String[]> points =
                rows("series.csv").stream().filter(row -> row[0].equals(name)).toList();
        long[] times = new long[points.size()];
        double[] equity = new double[times.length];
        double[] benchmark = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            String[] point = points.get(i);
            boolean start = point[1].equals("start");
            LocalDate date = LocalDate.parse(start ? points.get(1)[1] : point[1]);
            TradingSession session = Market.XNYS.calendar().sessionOn(date).orElseThrow();
            times[i] = start ? session.openMillis() : session.closeMillis();
            if (!start) {
                dates.add(date);
            }
            equity[i] = Double.parseDouble(point[2]);
            benchmark[i] = Double.parseDouble(point[3]);
        }
        return new OracleSeries(
                dates, ValueCurve.of(times, equity), ValueCurve.of(times, benchmark));
    }

    /** The rows of a file beside {@code oracle.py}, without its header. */
    static List<String[]> rows(String file) {
        try (InputStream in = OracleSeries.class.getResourceAsStream("/report/" + file)) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EquityCurve curve() {
        double[] idle = new double[equity.size()];
        long[] times = new long[idle.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = equity.timeAt(i);
        }
        return new EquityCurve(equity, ValueCurve.of(times, idle));
    }
}
