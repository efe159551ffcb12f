package io.millrace.connectors.kafka.event;

import io.millrace.avro.AuditEvent;
import io.millrace.avro.Topic;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditLink;
import java.util.UUID;

/** {@code audit.events}: one link of a hash chain, byte for byte. */
public final class AuditCoder implements EventCoder<AuditLink, AuditEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public Topic topic() {
        return Topic.AUDIT_EVENTS;
    }

    @Override
    public Class<AuditEvent> event() {
        return AuditEvent.class;
    }

    @Override
    public String key(AuditLink record) {
        return record.chain();
    }

    @Override
    public long atMillis(AuditLink record) {
        return record.entry().atMillis();
    }

    @Override
    public AuditEvent encode(AuditLink record) {
        AuditEntry entry = record.entry();
        Header.Id id =
                new Header.Id("audit", entry.chain(), "", entry.atMillis(), record.sequence());
        String chain = entry.correlationId();
        Header header =
                chain == null
                        ? Header.of(topic(), id)
                        : Header.of(topic(), id, UUID.fromString(chain));
        AuditEvent event = new AuditEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("account");
        event.setChain(entry.chain());
        event.setSequence(record.sequence());
        event.setKind(entry.kind());
        event.setSubjectId(UUID.fromString(entry.eventId()));
        event.setPayload(entry.payload());
        event.setPreviousHash(record.previousHash());
        event.setHash(record.hash());
        event.setActor(entry.actor());
        return event;
    }

    /** A link that is a chain of its own tells of something outside all chains. */
    @Override
    public AuditLink decode(AuditEvent event) {
        boolean alone = event.getCorrelationId().equals(event.getEventId());
        return new AuditLink(
                new AuditEntry(
                        event.getChain(),
                        event.getKind(),
                        event.getSubjectId().toString(),
                        alone ? null : event.getCorrelationId().toString(),
                        event.getActor(),
                        event.getPayload(),
                        event.getTs().toEpochMilli()),
                event.getSequence(),
                event.getPreviousHash(),
                event.getHash());
    }
}
