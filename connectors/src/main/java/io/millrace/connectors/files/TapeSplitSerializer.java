package io.millrace.connectors.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes a tape's position to a checkpoint, field by field. */
final class TapeSplitSerializer implements SimpleVersionedSerializer<TapeSplit> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(TapeSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(split.clock().newestMillis());
        out.writeInt(split.clock().rows());
        out.writeLong(split.clock().watermark());
        out.writeInt(split.files().size());
        for (FilePosition position : split.files()) {
            out.writeUTF(position.file());
            out.writeLong(position.rows());
            out.writeBoolean(position.finished());
        }
        return bytes.toByteArray();
    }

    @Override
    public TapeSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("tape position version: " + version + " (expected: 1)");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        TapeClock clock = new TapeClock(in.readLong(), in.readInt(), in.readLong());
        int count = in.readInt();
        List<FilePosition> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(new FilePosition(in.readUTF(), in.readLong(), in.readBoolean()));
        }
        return new TapeSplit(files, clock);
    }
}
