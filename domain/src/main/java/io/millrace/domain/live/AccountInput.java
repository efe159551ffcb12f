package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.ensemble.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an account hears; exactly the part that its kind names is present.
 *
 * <p>The order in which they are taken is written down before anything follows from them, so that
 * the account after a crash is the account before it.
 *
 * @param atMillis market time
 * @param wallMillis wall clock of whoever heard it; zero where nobody looked at one
 * @param decisions for INSTANT: the decisions of one instant in the order of their symbols, each
 *     with its bar; otherwise empty
 */
public record AccountInput(
        Kind kind,
        long atMillis,
        long wallMillis,
        List<Decision> decisions,
        @Nullable BrokerReport report,
        @Nullable BrokerAnswer answer,
        @Nullable BrokerSnapshot snapshot,
        @Nullable ControlCommand command) {

    /** What an account can hear. */
    public enum Kind {
        /** Bars have closed, and decisions were made on them. */
        INSTANT,
        /** The broker tells what happened to an order. */
        REPORT,
        /** What came of a request of ours. */
        ANSWER,
        /** The whole account as the broker sees it. */
        SNAPSHOT,
        /** The broker could not be reached for a snapshot or its clock. */
        BROKER_AWAY,
        /** The stream of reports was cut: some may be missing until the next snapshot. */
        REPORTS_CUT,
        /** Somebody wants something. */
        COMMAND,
        /** Time has passed. */
        TICK
    }

    public static AccountInput instant(long atMillis, List<Decision> decisions) {
        return new AccountInput(Kind.INSTANT, atMillis, 0, decisions, null, null, null, null);
    }

    public static AccountInput reported(BrokerReport report, long wallMillis) {
        return new AccountInput(
                Kind.REPORT, report.atMillis(), wallMillis, List.of(), report, null, null, null);
    }

    public static AccountInput answered(BrokerAnswer answer, long wallMillis) {
        return new AccountInput(
                Kind.ANSWER, answer.atMillis(), wallMillis, List.of(), null, answer, null, null);
    }

    public static AccountInput snapshot(BrokerSnapshot snapshot, long wallMillis) {
        return new AccountInput(
                Kind.SNAPSHOT,
                snapshot.atMillis(),
                wallMillis,
                List.of(),
                null,
                null,
                snapshot,
                null);
    }

    public static AccountInput command(ControlCommand command, long atMillis, long wallMillis) {
        return new AccountInput(
                Kind.COMMAND, atMillis, wallMillis, List.of(), null, null, null, command);
    }

    /** A TICK, BROKER_AWAY or REPORTS_CUT. */
    public static AccountInput signal(Kind kind, long atMillis, long wallMillis) {
        return new AccountInput(kind, atMillis, wallMillis, List.of(), null, null, null, null);
    }
}
