package io.millrace.connectors.kafka.event;

import io.millrace.avro.Topic;
import io.millrace.domain.audit.EventIds;
import java.time.Instant;

/**
 * What every event begins with, derived from what the event is, so that a replay gives it again.
 *
 * @param correlationId the chain from a bar to its orders; an event outside all chains is a chain
 *     of its own
 * @param idempotencyKey names the effect; the topic and the event's id
 */
record Header(
        String eventId, String correlationId, String idempotencyKey, Instant ts, int version) {

    static Header of(Topic topic, Id id) {
        return of(topic, id, id.text());
    }

    static Header of(Topic topic, Id id, String correlationId) {
        return new Header(
                id.text(),
                correlationId,
                topic.label() + "/" + id.text(),
                Instant.ofEpochMilli(id.atMillis()),
                topic.schemaVersion());
    }

    /** The id that everything in the chain from one bar to its orders shares. */
    static String chain(String strategy, String symbol, long atMillis) {
        return EventIds.of("chain", strategy, symbol, atMillis, 0).toString();
    }

    /** What the id of an event is made of. */
    record Id(String kind, String owner, String symbol, long atMillis, long sequence) {

        String text() {
            return EventIds.of(kind, owner, symbol, atMillis, sequence).toString();
        }
    }
}
