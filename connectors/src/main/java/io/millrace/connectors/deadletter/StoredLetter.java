package io.millrace.connectors.deadletter;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as its table has it.
 *
 * @param origin topic that it came from, or for a file or feed its name
 * @param topic where a replay sends it; absent for what did not come from a topic
 * @param place offset, line or position; -1 where there is none
 * @param text the offending value, or the failure in words
 * @param bytes what a replay sends; absent for what did not come from a topic
 * @param replays how often it was sent again
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are what they are; equality is by id
public record StoredLetter(
        UUID id,
        String run,
        String origin,
        @Nullable String topic,
        long place,
        String code,
        String text,
        String expectation,
        @Nullable String errorClass,
        byte @Nullable [] key,
        byte @Nullable [] bytes,
        int retries,
        @Nullable Instant firstFailure,
        @Nullable Instant lastFailure,
        int replays,
        @Nullable Instant lastReplay) {

    /** Whether there is something to send and somewhere to send it to. */
    public boolean canBeReplayed() {
        return topic != null && bytes != null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredLetter that
                && id.equals(that.id)
                && replays == that.replays
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id + " of " + origin + ": " + text;
    }
}
