package io.millrace.connectors.jdbc;

import io.millrace.domain.audit.EventIds;
import io.millrace.domain.audit.FailedMessage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that the database will never accept, kept as dead letters under an id made of their key, so
 * that a row which is refused again is the same letter.
 *
 * @param source who gives the row up, as the letter names it
 * @param table that refused it
 * @param <T> row
 */
record RefusedRows<T>(RunScope scope, String source, Table<T> table) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RefusedRows.class);

    /** Where the letters are kept. */
    Table<FailedMessage> letters() {
        return DeadLetterTables.messages(scope);
    }

    /** Puts refused rows there by that delivery, and waits for it. */
    Delivery.Refusals<T> into(Delivery<FailedMessage> delivery) {
        return new Delivery.Refusals<>() {
            @Override
            public void take(T row, SQLException refused) throws IOException, InterruptedException {
                FailedMessage letter = letter(row, refused);
                LOG.error("ROW_REFUSED: {}", letter.message());
                delivery.deliver(List.of(letter));
            }

            @Override
            public void close() {
                delivery.close();
            }
        };
    }

    /** There is no way back for it: the topic still has the record, in its own form. */
    private FailedMessage letter(T row, SQLException refused) {
        long at = table.atMillis(row);
        String key = table.identify(row).replace('\u001f', '\uFFFD');
        return new FailedMessage(
                EventIds.of("refused-row", scope.runId(), key, at, 0).toString(),
                source,
                null,
                null,
                String.valueOf(row).getBytes(StandardCharsets.UTF_8),
                null,
                null,
                "a row that the table accepts",
                "SQLSTATE " + refused.getSQLState(),
                Delivery.reason(table, row, refused),
                0,
                at,
                at);
    }
}
