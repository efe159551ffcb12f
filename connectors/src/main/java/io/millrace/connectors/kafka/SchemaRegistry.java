package io.millrace.connectors.kafka;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schemas that readers and writers of topics agree on. */
public final class SchemaRegistry {

    static final int CACHED_SCHEMAS = 1000;

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int RACES = 3;

    private final SchemaRegistryClient client;
    private final String url;

    public SchemaRegistry(KafkaSettings settings) {
        url = settings.registryUrl();
        client = new CachedSchemaRegistryClient(url, CACHED_SCHEMAS, settings.registryProperties());
    }

    /**
     * Makes a schema the newest of its subject; nothing happens when it is there already.
     *
     * @return its id
     * @throws IncompatibleSchema naming the field when readers of older records would break
     * @throws RegistryUnavailable when the registry does not answer
     */
    public int register(String subject, Schema schema) {
        return register(subject, schema, RACES);
    }

    /** Of several that register a subject's first schema at once, Apicurio refuses all but one. */
    private int register(String subject, Schema schema, int races) {
        try {
            return client.register(subject, new AvroSchema(schema));
        } catch (RestClientException e) {
            if (e.getStatus() != CONFLICT) {
                throw unavailable(e);
            }
            List<String> differences = differences(subject, schema);
            if (differences.isEmpty() && races > 0) {
                return register(subject, schema, races - 1);
            }
            throw new IncompatibleSchema(subject, differences, e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** The newest schema of a subject; empty before the first. */
    public Optional<Schema> newest(String subject) {
        try {
            return Optional.of(
                    new Schema.Parser().parse(client.getLatestSchemaMetadata(subject).getSchema()));
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND) {
                return Optional.empty();
            }
            throw unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Has a subject refuse what breaks readers. */
    public void enforce(String subject, Compatibility compatibility) {
        try {
            client.updateCompatibility(subject, compatibility.name());
        } catch (RestClientException | IOException e) {
            throw unavailable(e);
        }
    }

    /** What is wrong with a schema in the eyes of its subject's readers, a line for each field. */
    public List<String> differences(String subject, Schema schema) {
        return newest(subject)
                .map(before -> SchemaDifferences.between(before, schema))
                .orElse(List.of());
    }

    private RegistryUnavailable unavailable(Exception cause) {
        return new RegistryUnavailable(url, cause);
    }
}
