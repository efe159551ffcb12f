package io.millrace.flink.account;

import io.millrace.domain.live.AccountInput;
import java.io.IOException;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** How an account's journal says what it heard, and that it woke. */
final class JournalForm {

    private static final byte HEARD = 1;
    private static final byte WOKE = 2;

    private final TypeSerializer<AccountInput> serializer;

    JournalForm(TypeSerializer<AccountInput> serializer) {
        this.serializer = serializer;
    }

    /** Another number when the inputs are made of something else. */
    int number() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        CRC32C checksum = new CRC32C();
        checksum.update(out.getSharedBuffer(), 0, out.length());
        return (int) checksum.getValue();
    }

    byte[] heard(AccountInput input) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeByte(HEARD);
        serializer.serialize(input, out);
        return out.getCopyOfBuffer();
    }

    byte[] woke() {
        return new byte[] {WOKE};
    }

    /** What was heard; absent where the account woke. */
    @Nullable AccountInput read(byte[] payload) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(payload);
        byte kind = in.readByte();
        return switch (kind) {
            case HEARD -> serializer.deserialize(in);
            case WOKE -> null;
            default -> throw new IOException("entry of kind " + kind + " (expected: 1 or 2)");
        };
    }
}
