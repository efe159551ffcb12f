package io.millrace.connectors.audit;

import io.millrace.domain.audit.AuditForm;
import io.millrace.domain.audit.AuditLink;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The links of an audit file, one line after the other; no byte of the file is overlooked. */
public final class AuditLines implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private long line;

    /** Lines of a file, which is closed with them. */
    public AuditLines(InputStream file) {
        this.in = new BufferedInputStream(file, BUFFER_BYTES);
    }

    /**
     * A line that was read.
     *
     * @param number counts from 1
     * @param link absent when nothing that Millrace writes looks like that
     */
    public record Read(long number, @Nullable AuditLink link) {}

    /** The next line; empty behind the last one. */
    public Optional<Read> next() throws IOException {
        bytes.reset();
        int one = in.read();
        if (one < 0) {
            return Optional.empty();
        }
        line++;
        while (one >= 0 && one != '\n') {
            bytes.write(one);
            one = in.read();
        }
        boolean whole = one == '\n';
        return Optional.of(new Read(line, whole ? link(bytes.toByteArray()) : null));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static @Nullable AuditLink link(byte[] line) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            return AuditForm.read(text).orElse(null);
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
