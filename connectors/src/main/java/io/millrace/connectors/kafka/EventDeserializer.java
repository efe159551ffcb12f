package io.millrace.connectors.kafka;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.millrace.connectors.kafka.event.EventCoder;
import io.millrace.connectors.kafka.event.FailedRecord;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a topic, as domain records; what is none of those goes on as a failure with its
 * bytes. A registry that does not answer is no fault of the record, so the task fails and tries
 * again.
 */
final class EventDeserializer<T, E extends SpecificRecordBase>
        implements KafkaRecordDeserializationSchema<Either<FailedRecord, T>> {

    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;

    private final EventCoder<T, E> coder;
    private final KafkaSettings settings;
    private final TypeInformation<T> type;

    private transient @Nullable EventReader<E> reader;

    EventDeserializer(EventCoder<T, E> coder, KafkaSettings settings, TypeInformation<T> type) {
        this.coder = coder;
        this.settings = settings;
        this.type = type;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        reader =
                new EventReader<>(
                        coder,
                        new CachedSchemaRegistryClient(
                                settings.registryUrl(),
                                SchemaRegistry.CACHED_SCHEMAS,
                                settings.registryProperties()));
    }

    @Override
    public void deserialize(
            ConsumerRecord<byte[], byte[]> record, Collector<Either<FailedRecord, T>> out)
            throws IOException {
        byte[] value = record.value();
        if (value == null) {
            out.collect(Either.Left(failed(record, new IOException("value: absent"))));
            return;
        }
        Either<FailedRecord, T> result;
        try {
            E event = Objects.requireNonNull(reader).event(value);
            if (!coder.holds(event)) {
                return;
            }
            result = Either.Right(coder.decode(event));
        } catch (IOException | RuntimeException failure) {
            if (isRegistryAway(failure)) {
                throw new RegistryUnavailable(settings.registryUrl(), failure);
            }
            result = Either.Left(failed(record, failure));
        }
        out.collect(result);
    }

    /** Whether it was not the record that failed: asking again later may give another answer. */
    static boolean isRegistryAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException refused) {
                return refused.getStatus() != NOT_FOUND;
            }
            if (cause.getClass().getName().startsWith("java.net.")
                    || cause.getClass().getName().startsWith("javax.net.ssl.")) {
                return true;
            }
        }
        return false;
    }

    private FailedRecord failed(ConsumerRecord<byte[], byte[]> record, Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        byte[] value = record.value();
        String message = cause instanceof EOFException ? "value: breaks off" : cause.getMessage();
        return new FailedRecord(
                record.topic(),
                record.topic(),
                record.key(),
                value == null ? new byte[0] : value,
                FailedRecord.place(record.partition(), record.offset()),
                null,
                null,
                cause.getClass().getName(),
                message == null ? "" : message,
                record.timestamp());
    }

    @Override
    public TypeInformation<Either<FailedRecord, T>> getProducedType() {
        return new EitherTypeInfo<>(TypeInformation.of(FailedRecord.class), type);
    }
}
