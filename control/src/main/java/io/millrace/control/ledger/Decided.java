package io.millrace.control.ledger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One decision that asked the account for something.
 *
 * @param approved what the account said
 */
record Decided(long atMillis, String symbol, String action, boolean approved) {

    /** Every decision of {@code decisions.csv} but the HOLDs. */
    static List<Decided> read(Path file) {
        List<Decided> decided = new ArrayList<>();
        CsvRecords.read(
                "decisions",
                file,
                row -> {
                    String outcome = row.getField("outcome");
                    long atMillis = CsvRecords.millis(row, "ts");
                    String symbol = row.getField("symbol");
                    String action = row.getField("action");
                    if (!outcome.equals("HOLD")) {
                        boolean approved = outcome.equals("APPROVED");
                        decided.add(new Decided(atMillis, symbol, action, approved));
                    }
                });
        return decided;
    }

    boolean isBuy() {
        return action.equals("BUY");
    }

    /** The order that follows from it, if it is approved. */
    DecisionKey key() {
        return new DecisionKey(symbol, atMillis, isBuy() ? "ENTRY" : "EXIT");
    }

    String named() {
        return action + " " + symbol + " of " + Instant.ofEpochMilli(atMillis);
    }
}
