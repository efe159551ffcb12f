package io.millrace.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Small tapes of one morning in New York. */
public final class Tapes {

    static final String HEADER = "symbol,ts,open,high,low,close,volume\n";

    private Tapes() {}

    /** A row of SPY, so many minutes after the open of 2 January 2024. */
    static String row(int minute, String close) {
        return String.format(
                Locale.ROOT,
                "SPY,2024-01-02T%02d:%02d:00Z,%s,%s,%s,%s,1000\n",
                14 + (30 + minute) / 60,
                (30 + minute) % 60,
                close,
                close,
                close,
                close);
    }

    /** Minute bars that go up and down. */
    public static String bars(int minutes) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int minute = 0; minute < minutes; minute++) {
            rows.append(row(minute, Integer.toString(470 + minute * 7 % 11)));
        }
        return rows.toString();
    }

    public static Path write(Path folder, String content) throws IOException {
        return Files.writeString(folder.resolve("bars.csv"), content);
    }

    /** A compressed tape whose end is missing. */
    static Path truncated(Path folder) throws IOException {
        Path whole = folder.resolve("whole.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(bars(300).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("bars.csv.gz");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
        Files.delete(whole);
        return cut;
    }
}
