package io.millrace.connectors.jdbc;

import io.millrace.domain.audit.AuditLink;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the chains of decisions and actions are kept. */
public final class AuditTables {

    private AuditTables() {}

    public static Table<AuditLink> links(RunScope scope) {
        return Table.of(
                "audit_events",
                List.of(
                        scope.run(),
                        Column.text("chain", AuditLink::chain),
                        Column.whole("sequence", AuditLink::sequence),
                        Column.time("ts", link -> link.entry().atMillis())),
                List.of(
                        Column.text("kind", link -> link.entry().kind()),
                        Column.id("event_id", link -> UUID.fromString(link.entry().eventId())),
                        Column.id("correlation_id", AuditTables::correlation),
                        Column.text("actor", link -> link.entry().actor()),
                        Column.text("payload", link -> link.entry().payload()),
                        Column.text("previous_hash", AuditLink::previousHash),
                        Column.text("hash", AuditLink::hash)));
    }

    private static @Nullable UUID correlation(AuditLink link) {
        String id = link.entry().correlationId();
        return id == null ? null : UUID.fromString(id);
    }
}
