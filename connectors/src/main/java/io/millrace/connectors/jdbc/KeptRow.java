package io.millrace.connectors.jdbc;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The form of a row in a checkpoint: that which it has between two tasks. */
record KeptRow<T>(TypeSerializer<T> rows) implements SimpleVersionedSerializer<T> {

    private static final int VERSION = 1;
    private static final int USUAL_BYTES = 512;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(T row) throws IOException {
        DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
        rows.serialize(row, bytes);
        return bytes.getCopyOfBuffer();
    }

    @Override
    public T deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("kept row: version " + version + " (expected: " + VERSION + ")");
        }
        return rows.deserialize(new DataInputDeserializer(bytes));
    }
}
