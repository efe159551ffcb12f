package io.millrace.broker.exchange;

import java.util.OptionalLong;

/** What the ledger remembers for the process and not for the account. */
final class Notes {

    private final Reports reports;
    private long restarts;
    private OptionalLong anchor = OptionalLong.empty();

    Notes(Reports reports) {
        this.reports = reports;
    }

    void restart() {
        restarts++;
        reports.row(Rows.row(Rows.RESTART));
    }

    /** Takes the first anchor that it is told, and no other. */
    void anchor(long wallMillis) {
        if (anchor.isEmpty()) {
            anchor = OptionalLong.of(wallMillis);
            reports.row(Rows.row(Rows.ANCHOR).put("anchor", wallMillis));
        }
    }

    long restarts() {
        return restarts;
    }

    OptionalLong anchor() {
        return anchor;
    }
}
