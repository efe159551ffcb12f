package io.millrace.connectors.jdbc;

import io.millrace.domain.audit.EventIds;
import io.millrace.domain.audit.FailedMessage;
import io.millrace.domain.market.DeadLetter;
import java.util.List;
import java.util.UUID;

/** Where inputs are kept that could not be used: rows of files and messages of topics. */
public final class DeadLetterTables {

    private static final String TABLE = "dlq_events";

    /** Stands for the place of a message whose place is not known. */
    private static final long NO_PLACE = -1;

    private DeadLetterTables() {}

    /** Rows of files and feeds. */
    public static Table<DeadLetter> rows(RunScope scope) {
        return Table.of(
                TABLE,
                List.of(Column.id("event_id", letter -> id(scope.runId(), letter))),
                List.of(
                        scope.run(),
                        Column.text("source", DeadLetter::source),
                        Column.whole("line", DeadLetter::line),
                        Column.choice("code", DeadLetter::code),
                        Column.text("value", DeadLetter::value),
                        Column.text("expectation", DeadLetter::expectation)));
    }

    /** Messages of topics: what is known of the last failure stays, whatever comes when. */
    public static Table<FailedMessage> messages(RunScope scope) {
        return Table.<FailedMessage>of(
                        TABLE,
                        List.of(Column.id("event_id", failed -> UUID.fromString(failed.eventId()))),
                        List.of(
                                scope.run(),
                                Column.text("source", FailedMessage::source),
                                Column.whole("line", DeadLetterTables::place),
                                Column.text("code", DeadLetterTables::code),
                                Column.text("value", FailedMessage::message),
                                Column.text("expectation", DeadLetterTables::expectation),
                                Column.text("original_topic", FailedMessage::topic),
                                Column.bytes("original_key", FailedMessage::key),
                                Column.bytes("payload", FailedMessage::bytes),
                                Column.text("error_class", FailedMessage::errorClass),
                                Column.text("message", FailedMessage::message),
                                Column.whole("retries", FailedMessage::retries),
                                Column.time("first_failure", FailedMessage::firstFailureMillis),
                                Column.time("last_failure", FailedMessage::lastFailureMillis)))
                .newestBy("last_failure");
    }

    /** The id of a refused row: the same row of the same run has the same one. */
    static UUID id(String run, DeadLetter letter) {
        return EventIds.of(
                "dead-letter",
                run,
                letter.code() + " " + letter.source().replace('\u001f', '\uFFFD'),
                0,
                letter.line());
    }

    private static long place(FailedMessage failed) {
        return failed.position() == null ? NO_PLACE : failed.position();
    }

    private static String code(FailedMessage failed) {
        return failed.code() == null ? failed.errorClass() : failed.code();
    }

    private static String expectation(FailedMessage failed) {
        return failed.expectation() == null ? "" : failed.expectation();
    }
}
