package io.millrace.connectors.kafka.event;

import io.millrace.avro.Topic;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Turns a domain record into the event of its topic and back, losing nothing that the record says.
 *
 * <p>Decimals travel by value, up to 18 places: {@code 1.50} comes back as {@code 1.5}.
 *
 * @param <T> the domain record
 * @param <E> the generated event
 */
public interface EventCoder<T, E extends SpecificRecordBase> extends Serializable {

    Topic topic();

    Class<E> event();

    /** What the topic is partitioned by, so that all records of a key stay in order. */
    String key(T record);

    /** Event time, epoch milliseconds. */
    long atMillis(T record);

    /** Whether the event is one of these records; others of its topic are passed over. */
    default boolean holds(E event) {
        return true;
    }

    E encode(T record);

    /**
     * The record that the event tells of.
     *
     * @throws UnusableEvent when no record of the domain can say it
     */
    T decode(E event);
}
