package io.millrace.connectors.kafka;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.millrace.connectors.kafka.event.EventCoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in Confluent's wire format, each by the schema that it was written with.
 *
 * <p>Flink's registry format finds that schema. The event behind it is read with a decoder of our
 * own: the format's buffers ahead, and after a record that breaks off it would begin the next one
 * with the remains.
 */
final class EventReader<E extends SpecificRecordBase> {

    private final Schema ours;
    private final ConfluentSchemaRegistryCoder schemas;
    private final SpecificDatumReader<E> reader;
    private @Nullable BinaryDecoder decoder;

    EventReader(EventCoder<?, E> coder, SchemaRegistryClient registry) {
        ours = coder.topic().schema();
        schemas = new ConfluentSchemaRegistryCoder(registry);
        reader = new SpecificDatumReader<>(coder.event());
    }

    E event(byte[] value) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(value);
        Schema written = Objects.requireNonNull(schemas.readSchema(bytes));
        reader.setSchema(written);
        reader.setExpected(ours);
        int header = value.length - bytes.available();
        BinaryDecoder from =
                DecoderFactory.get().binaryDecoder(value, header, bytes.available(), decoder);
        decoder = from;
        E event = reader.read(null, from);
        if (!from.isEnd()) {
            throw new IOException("value: bytes after the event (expected: one event)");
        }
        return event;
    }
}
