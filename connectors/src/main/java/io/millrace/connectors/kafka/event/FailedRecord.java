package io.millrace.connectors.kafka.event;

import io.millrace.domain.market.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An input that could not be used, with the bytes that it came as.
 *
 * @param source file, feed or topic
 * @param topic that it came from; absent for a file or a feed
 * @param key as it was read; absent where there was none
 * @param position offset in the topic as {@code partition * 2^48 + offset}, line in the file, or
 *     place in the feed
 * @param code of what is wrong, for market data; otherwise absent
 * @param expectation what would have been right, where that can be said
 * @param errorClass kind of the failure
 * @param atMillis when it failed, in the input's own time
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record FailedRecord(
        String source,
        @Nullable String topic,
        byte @Nullable [] key,
        byte[] bytes,
        long position,
        @Nullable String code,
        @Nullable String expectation,
        String errorClass,
        String message,
        long atMillis) {

    private static final int PARTITION_SHIFT = 48;

    /** A row of market data that was refused. */
    public static FailedRecord of(DeadLetter letter, long atMillis) {
        return new FailedRecord(
                letter.source(),
                null,
                null,
                letter.value().getBytes(StandardCharsets.UTF_8),
                letter.line(),
                letter.code().name(),
                letter.expectation(),
                "market-data",
                letter.code() + ": " + letter.value() + " (expected: " + letter.expectation() + ")",
                atMillis);
    }

    /** The place of a record in a topic, as one number that no other record of it has. */
    public static long place(int partition, long offset) {
        return ((long) partition << PARTITION_SHIFT) | offset;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FailedRecord that
                && source.equals(that.source)
                && Objects.equals(topic, that.topic)
                && Arrays.equals(key, that.key)
                && Arrays.equals(bytes, that.bytes)
                && position == that.position
                && Objects.equals(code, that.code)
                && Objects.equals(expectation, that.expectation)
                && errorClass.equals(that.errorClass)
                && message.equals(that.message)
                && atMillis == that.atMillis;
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, topic, position, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return source + "#" + position + ": " + message;
    }
}
