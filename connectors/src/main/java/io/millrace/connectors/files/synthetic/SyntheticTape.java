package io.millrace.connectors.files.synthetic;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.TradingSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Makes tapes that nobody traded: New York minute bars with a U-shaped volume, overnight gaps,
 * halts and quiet minutes, the same bytes for the same specification on every machine.
 */
public final class SyntheticTape {

    /** Rises whenever the same specification would give other bytes. */
    public static final int VERSION = 1;

    private static final int BARS_PER_REPORT = 4_096;

    private SyntheticTape() {}

    /**
     * The bars of all symbols in the order of time, within a minute in the order of the symbols;
     * nothing is kept but a few numbers per symbol.
     */
    public static Iterator<Bar> bars(SyntheticTapeSpec spec) {
        List<TradingSession> sessions = spec.sessions();
        return new MergedBars(
                spec.symbols().stream()
                        .map(symbol -> new SymbolBars(symbol, sessions, spec.seed()))
                        .toList());
    }

    /**
     * Writes the tape as Millrace CSV, one {@code <symbol>.synthetic.csv} per symbol, beside files
     * that label it. The folder appears complete or not at all.
     *
     * @param out a folder that does not exist yet or is empty
     * @param progress told the bars written so far, every few thousand and at the end of a file
     * @return bars written
     * @throws IllegalArgumentException when {@code out} holds anything or is a file
     */
    public static long write(SyntheticTapeSpec spec, Path out, LongConsumer progress)
            throws IOException {
        requireFree(out);
        Path target = out.toAbsolutePath().normalize();
        Path parent = Files.createDirectories(parentOf(target));
        Path workshop = Files.createTempDirectory(parent, target.getFileName() + ".writing-");
        try {
            Path draft = Files.createDirectory(workshop.resolve("tape"));
            long bars = writeFiles(spec, draft, progress);
            TapeLabel.write(spec, bars, draft);
            Files.deleteIfExists(target);
            Files.move(draft, target);
            return bars;
        } finally {
            delete(workshop);
        }
    }

    private static long writeFiles(SyntheticTapeSpec spec, Path folder, LongConsumer progress)
            throws IOException {
        List<TradingSession> sessions = spec.sessions();
        long written = 0;
        for (String symbol : spec.symbols()) {
            byte[] name = symbol.getBytes(StandardCharsets.US_ASCII);
            Path file = folder.resolve(symbol + ".synthetic.csv");
            try (CsvRows rows = new CsvRows(Files.newOutputStream(file))) {
                Iterator<Bar> bars = new SymbolBars(symbol, sessions, spec.seed());
                while (bars.hasNext()) {
                    rows.write(bars.next(), name);
                    if (++written % BARS_PER_REPORT == 0) {
                        progress.accept(written);
                    }
                }
            }
            progress.accept(written);
        }
        return written;
    }

    private static Path parentOf(Path target) {
        Path parent = target.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(
                    "out: " + target + " (expected: a folder of its own)");
        }
        return parent;
    }

    private static void requireFree(Path out) throws IOException {
        if (Files.notExists(out)) {
            return;
        }
        if (Files.isDirectory(out)) {
            try (Stream<Path> entries = Files.list(out)) {
                if (entries.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new IllegalArgumentException(
                "out: " + out + " (expected: a folder that does not exist or is empty)");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
