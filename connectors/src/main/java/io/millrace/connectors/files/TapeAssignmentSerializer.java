package io.millrace.connectors.files;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes the enumerator's state: nothing, or the tape that waits for a reader. */
final class TapeAssignmentSerializer implements SimpleVersionedSerializer<TapeAssignment> {

    private final TapeSplitSerializer splits = new TapeSplitSerializer();

    @Override
    public int getVersion() {
        return splits.getVersion();
    }

    @Override
    public byte[] serialize(TapeAssignment assignment) throws IOException {
        TapeSplit waiting = assignment.waiting();
        return waiting == null ? new byte[0] : splits.serialize(waiting);
    }

    @Override
    public TapeAssignment deserialize(int version, byte[] serialized) throws IOException {
        return new TapeAssignment(
                serialized.length == 0 ? null : splits.deserialize(version, serialized));
    }
}
