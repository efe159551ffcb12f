package io.millrace.connectors.feed;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes what the enumerator remembers: nothing at all, or the feed that waits. */
final class FeedAssignmentSerializer implements SimpleVersionedSerializer<FeedAssignment> {

    private final FeedSplitSerializer splits = new FeedSplitSerializer();

    @Override
    public int getVersion() {
        return splits.getVersion();
    }

    @Override
    public byte[] serialize(FeedAssignment assignment) {
        FeedSplit waiting = assignment.waiting();
        return waiting == null ? new byte[0] : splits.serialize(waiting);
    }

    @Override
    public FeedAssignment deserialize(int version, byte[] written) throws IOException {
        return written.length == 0
                ? new FeedAssignment(null)
                : new FeedAssignment(splits.deserialize(version, written));
    }
}
