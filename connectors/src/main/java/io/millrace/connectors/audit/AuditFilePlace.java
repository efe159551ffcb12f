package io.millrace.connectors.audit;

import io.millrace.domain.audit.AuditChain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * How far an audit file is final, and the chains that end there: enough to go on without reading
 * the file, which grows for as long as a run lives.
 *
 * @param length bytes from the beginning
 */
record AuditFilePlace(long length, List<AuditChain> chains) {

    static final AuditFilePlace NEW = new AuditFilePlace(0, List.of());

    AuditFilePlace {
        chains = List.copyOf(chains);
    }

    /** The place field by field. */
    static final class Serializer implements SimpleVersionedSerializer<AuditFilePlace> {

        private static final int VERSION = 2;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(AuditFilePlace place) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(place.length());
            out.writeInt(place.chains().size());
            for (AuditChain chain : place.chains()) {
                out.writeUTF(chain.key());
                out.writeLong(chain.next());
                out.writeUTF(chain.head());
            }
            return bytes.toByteArray();
        }

        @Override
        public AuditFilePlace deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException(
                        "audit file: state of version " + version + " (expected: " + VERSION + ")");
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            long length = in.readLong();
            List<AuditChain> chains = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                chains.add(new AuditChain(in.readUTF(), in.readLong(), in.readUTF()));
            }
            return new AuditFilePlace(length, chains);
        }
    }
}
