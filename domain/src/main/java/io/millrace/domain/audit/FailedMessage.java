package io.millrace.domain.audit;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message that a job could not use, in its envelope: whole, so that it can be sent again.
 *
 * @param eventId deterministic id of the failure; what a repeat is known by
 * @param source process or feed that gave it up
 * @param topic topic that it came from; absent for a file or a feed
 * @param key its key as it was read; absent where it had none
 * @param bytes the message as it was read
 * @param position offset in the topic, line in the file, or place in the feed; absent if unknown
 * @param code code of what is wrong, where there is one
 * @param expectation what would have been right, where that can be said
 * @param errorClass kind of the failure: a code's family or the class of an exception
 * @param message the failure in words
 * @param retries how often it was tried again
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are what they are; equality is written out below
public record FailedMessage(
        String eventId,
        String source,
        @Nullable String topic,
        byte @Nullable [] key,
        byte[] bytes,
        @Nullable Long position,
        @Nullable String code,
        @Nullable String expectation,
        String errorClass,
        String message,
        int retries,
        long firstFailureMillis,
        long lastFailureMillis) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FailedMessage that
                && eventId.equals(that.eventId)
                && source.equals(that.source)
                && Objects.equals(topic, that.topic)
                && Arrays.equals(key, that.key)
                && Arrays.equals(bytes, that.bytes)
                && Objects.equals(position, that.position)
                && Objects.equals(code, that.code)
                && Objects.equals(expectation, that.expectation)
                && errorClass.equals(that.errorClass)
                && message.equals(that.message)
                && retries == that.retries
                && firstFailureMillis == that.firstFailureMillis
                && lastFailureMillis == that.lastFailureMillis;
    }

    @Override
    public int hashCode() {
        return 31 * eventId.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return eventId + " of " + (topic == null ? source : topic) + ": " + message;
    }
}
