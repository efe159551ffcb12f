package io.millrace.connectors.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes a feed's position to a checkpoint: one byte that says whether there is one, then it. */
final class FeedSplitSerializer implements SimpleVersionedSerializer<FeedSplit> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FeedSplit split) {
        String position = split.position();
        if (position == null) {
            return new byte[] {0};
        }
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] written = new byte[text.length + 1];
        written[0] = 1;
        System.arraycopy(text, 0, written, 1, text.length);
        return written;
    }

    @Override
    public FeedSplit deserialize(int version, byte[] written) throws IOException {
        if (version != VERSION || written.length == 0) {
            throw new IOException(
                    "feed position: version "
                            + version
                            + ", "
                            + written.length
                            + " bytes (expected: version 1, at least one byte)");
        }
        return written[0] == 0
                ? new FeedSplit(null)
                : new FeedSplit(
                        new String(
                                Arrays.copyOfRange(written, 1, written.length),
                                StandardCharsets.UTF_8));
    }
}
