package io.millrace.control.ledger;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Rows of a CSV file with a header; whatever is wrong with it is told with file and row. */
final class CsvRecords {

    private CsvRecords() {}

    static void read(String name, Path file, Consumer<NamedCsvRecord> each) {
        long[] row = {1};
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(
                    one -> {
                        row[0] = one.getStartingLineNumber();
                        each.accept(one);
                    });
        } catch (IOException | UncheckedIOException e) {
            throw new UnreadableRecord(
                    name + ": " + file + " (expected: a readable CSV file; " + e + ")");
        } catch (CsvParseException
                | NoSuchElementException
                | DateTimeException
                | NumberFormatException e) {
            throw new UnreadableRecord(
                    name + ": " + file + " line " + row[0] + ": " + e.getMessage());
        }
    }

    static long millis(NamedCsvRecord row, String name) {
        return Instant.parse(row.getField(name)).toEpochMilli();
    }
}
