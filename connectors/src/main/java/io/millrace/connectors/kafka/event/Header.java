package io.millrace.connectors.kafka.event;

import io.millrace.avro.Topic;
import io.millrace.domain.audit.EventIds;
import java.time.Instant;
import java.util.UUID;

/**
 * What every event begins with, derived from what the event is, so that a replay gives it again.
 *
 * @param correlationId the chain from a bar to its orders; an event outside all chains is a chain
 *     of its own
 * @param idempotencyKey names the effect; the topic and the event's id
 */
record Header(UUID eventId, UUID correlationId, String idempotencyKey, Instant ts, int version) {

    static Header of(Topic topic, Id id) {
        return of(topic, id, id.uuid());
    }

    static Header of(Topic topic, Id id, UUID correlationId) {
        return new Header(
                id.uuid(),
                correlationId,
                topic.label() + "/" + id.uuid(),
                Instant.ofEpochMilli(id.atMillis()),
                topic.schemaVersion());
    }

    /** The id that everything in the chain from one bar to its orders shares. */
    static UUID chain(String strategy, String symbol, long atMillis) {
        return EventIds.of("chain", strategy, symbol, atMillis, 0);
    }

    /** What the id of an event is made of. */
    record Id(String kind, String owner, String symbol, long atMillis, long sequence) {

        UUID uuid() {
            return EventIds.of(kind, owner, symbol, atMillis, sequence);
        }
    }
}
