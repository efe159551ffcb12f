package io.millrace.control.ledger;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Equation 8: what the strategy decided, row for row, against a run without faults. What the
 * account said to it may differ, for the account waits while nobody answers.
 *
 * @param rows of the run without faults
 */
record GoldenDecisions(List<Finding> findings, int rows) {

    private static final List<String> COLUMNS =
            List.of(
                    "ts",
                    "symbol",
                    "close",
                    "decision_id",
                    "action",
                    "score",
                    "confidence",
                    "regime",
                    "model",
                    "votes",
                    "gates");

    private record Key(String time, String symbol) {}

    static GoldenDecisions compare(Path golden, Path decisions) {
        Map<Key, Long> expected = new HashMap<>();
        CsvRecords.read("golden", golden, row -> expected.put(key(row), print(row)));
        int rows = expected.size();
        List<Finding> findings = new ArrayList<>();
        Map<Key, Long> seen = new HashMap<>();
        CsvRecords.read(
                "decisions",
                decisions,
                row -> {
                    Key key = key(row);
                    long print = print(row);
                    Long there = expected.remove(key);
                    if (seen.put(key, print) != null) {
                        findings.add(finding(key, "is there twice"));
                    } else if (there == null) {
                        findings.add(finding(key, "is not in the run without faults"));
                    } else if (there != print) {
                        findings.add(finding(key, "was decided otherwise without faults"));
                    }
                });
        expected.keySet().forEach(key -> findings.add(finding(key, "is missing")));
        return new GoldenDecisions(findings, rows);
    }

    private static Finding finding(Key key, String what) {
        return new Finding(Breach.OTHER_DECISION, key.symbol() + " at " + key.time() + " " + what);
    }

    private static Key key(NamedCsvRecord row) {
        return new Key(row.getField("ts"), row.getField("symbol"));
    }

    /** A row in eight bytes: a nightly tape has millions, and none is read twice. */
    private static long print(NamedCsvRecord row) {
        StringBuilder text = new StringBuilder();
        COLUMNS.forEach(column -> text.append(row.getField(column)).append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
