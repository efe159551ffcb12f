package io.millrace.domain.alpha;

import io.millrace.domain.market.Bar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The real minute bars beside the project, read the short way; missing where they are missing. */
final class RealTapes {

    private static final Path DATA =
            Path.of(System.getProperty("project.root"), "..", "shared", "data");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private RealTapes() {}

    static Path in2019(String symbol) {
        return DATA.resolve("us-equity-1m-2019-02").resolve(symbol + "_1min.csv");
    }

    static Path in2024(String symbol) {
        return DATA.resolve("us-equity-1m-2024").resolve(symbol + "_2024_1min.csv.gz");
    }

    /** Newest first, stamped in New York at the end of the bar. */
    static List<Bar> of2019(Path file) throws IOException {
        List<Bar> bars = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            long end =
                    LocalDateTime.parse(cells[0], STAMP)
                            .atZone(ZoneId.of("America/New_York"))
                            .toInstant()
                            .toEpochMilli();
            bars.add(bar(end - 60_000, cells, 1, 2, 3, 4, 5));
        }
        Collections.reverse(bars);
        return bars;
    }

    /** Oldest first, stamped in epoch milliseconds at the start of the bar. */
    static List<Bar> of2024(Path file) throws IOException {
        List<Bar> bars = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(";", -1);
                bars.add(bar(Long.parseLong(cells[1]), cells, 5, 3, 4, 2, 7));
            }
        }
        return bars;
    }

    private static Bar bar(long start, String[] cells, int... places) {
        double[] numbers = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            numbers[i] = Double.parseDouble(cells[places[i]]);
        }
        return new Bar(
                "AAPL",
                start,
                start + 60_000,
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4]);
    }
}
