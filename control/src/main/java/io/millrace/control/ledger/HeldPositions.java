package io.millrace.control.ledger;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else than the broker believes to hold: {@code account,symbol,quantity}, with the
 * cash in a row whose symbol is {@code cash}.
 *
 * @param name the file, for findings
 */
record HeldPositions(String name, Map<String, BigDecimal> quantities, @Nullable BigDecimal cash) {

    /** In small letters, which no symbol has. */
    static final String CASH = "cash";

    static HeldPositions read(Path file) {
        Map<String, BigDecimal> quantities = new TreeMap<>();
        CsvRecords.read(
                "positions",
                file,
                row ->
                        quantities.merge(
                                row.getField("symbol"),
                                new BigDecimal(row.getField("quantity")),
                                BigDecimal::add));
        BigDecimal cash = quantities.remove(CASH);
        return new HeldPositions(String.valueOf(file.getFileName()), quantities, cash);
    }
}
