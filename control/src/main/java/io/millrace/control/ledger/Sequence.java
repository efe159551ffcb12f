package io.millrace.control.ledger;

import java.util.ArrayList;
import java.util.List;

/** Whether the ledger is what the broker wrote: every row, in its order, to the end. */
final class Sequence {

    private Sequence() {}

    static List<Finding> findings(LedgerFile ledger) {
        List<Finding> findings = new ArrayList<>();
        long expected = 1;
        for (LedgerRow row : ledger.rows()) {
            if (row.sequence() != expected) {
                findings.add(
                        new Finding(
                                Breach.REORDER,
                                "line "
                                        + row.line()
                                        + ": seq: "
                                        + row.sequence()
                                        + " (expected: "
                                        + expected
                                        + ")"));
            }
            expected = row.sequence() + 1;
        }
        if (ledger.torn()) {
            findings.add(
                    new Finding(
                            Breach.TORN_LAST_LINE,
                            "line " + (ledger.rows().size() + 1) + " is not whole"));
        }
        return findings;
    }
}
