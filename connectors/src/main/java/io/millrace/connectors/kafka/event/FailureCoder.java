package io.millrace.connectors.kafka.event;

import io.millrace.avro.DeadLetterEvent;
import io.millrace.avro.Topic;
import io.millrace.domain.audit.FailedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** {@code dlq.failed}: the envelope around an input that could not be used. */
public final class FailureCoder implements EventCoder<FailedRecord, DeadLetterEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public Topic topic() {
        return Topic.DLQ_FAILED;
    }

    @Override
    public Class<DeadLetterEvent> event() {
        return DeadLetterEvent.class;
    }

    /** The original key; what had none is spread by its source. */
    @Override
    public String key(FailedRecord record) {
        byte[] key = record.key();
        return key == null ? record.source() : new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public long atMillis(FailedRecord record) {
        return record.atMillis();
    }

    /** The letter that lies in the table for it, under the id of its event. */
    public static FailedMessage letter(FailedRecord record) {
        return new FailedMessage(
                id(record).uuid().toString(),
                record.source(),
                record.topic(),
                record.key(),
                record.bytes(),
                record.position(),
                record.code(),
                record.expectation(),
                record.errorClass(),
                record.message(),
                0,
                record.atMillis(),
                record.atMillis());
    }

    private static Header.Id id(FailedRecord record) {
        return new Header.Id(
                "failure",
                record.source().replace('\u001f', ' '),
                record.errorClass(),
                record.atMillis(),
                record.position());
    }

    @Override
    public DeadLetterEvent encode(FailedRecord record) {
        byte[] key = record.key();
        Header header = Header.of(topic(), id(record));
        DeadLetterEvent event = new DeadLetterEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource(record.source());
        event.setOriginalTopic(record.topic());
        event.setOriginalKey(key == null ? null : ByteBuffer.wrap(key));
        event.setOriginalBytes(ByteBuffer.wrap(record.bytes()));
        event.setPosition(record.position());
        event.setCode(record.code());
        event.setExpectation(record.expectation());
        event.setErrorClass(record.errorClass());
        event.setMessage(record.message());
        event.setRetryCount(0);
        event.setFirstFailure(header.ts());
        event.setLastFailure(header.ts());
        return event;
    }

    @Override
    public FailedRecord decode(DeadLetterEvent event) {
        Long position = event.getPosition();
        ByteBuffer key = event.getOriginalKey();
        return new FailedRecord(
                event.getSource(),
                event.getOriginalTopic(),
                key == null ? null : bytes(key),
                bytes(event.getOriginalBytes()),
                position == null ? 0 : position,
                event.getCode(),
                event.getExpectation(),
                event.getErrorClass(),
                event.getMessage(),
                event.getTs().toEpochMilli());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
