package io.millrace.connectors.csv;

import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The length of a file as eight bytes. */
public final class FileLengthSerializer implements SimpleVersionedSerializer<Long> {

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(Long length) {
        return ByteBuffer.allocate(Long.BYTES).putLong(length).array();
    }

    @Override
    public Long deserialize(int version, byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
