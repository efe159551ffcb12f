package io.millrace.connectors.audit;

import io.millrace.connectors.csv.LineFile;
import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditForm;
import io.millrace.domain.audit.AuditLink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/** The writer behind an {@link AuditSink}. */
final class AuditFileWriter implements StatefulSinkWriter<AuditLink, Long> {

    private final Path heads;
    private final LineFile file;
    private final Map<String, AuditChain> chains;

    private AuditFileWriter(Path heads, LineFile file, Map<String, AuditChain> chains) {
        this.heads = heads;
        this.file = file;
        this.chains = chains;
    }

    /**
     * Opens the file behind its first bytes.
     *
     * @param keep how many bytes stay: none for a new file
     */
    static AuditFileWriter opened(Path audit, long keep) throws IOException {
        LineFile file = LineFile.open(audit, keep);
        Map<String, AuditChain> chains = chains(audit);
        AuditFileWriter writer = new AuditFileWriter(HeadFile.of(audit), file, chains);
        writer.tellHeads(); // those of an attempt before would accuse this one of a cut
        return writer;
    }

    @Override
    public void write(AuditLink link, Context context) throws IOException {
        file.append(AuditForm.write(link) + "\n");
        chains.put(link.chain(), chainAfter(link));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        file.force();
        tellHeads();
    }

    @Override
    public List<Long> snapshotState(long checkpointId) throws IOException {
        flush(false);
        return List.of(file.length());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void tellHeads() throws IOException {
        HeadFile.write(heads, chains);
    }

    private static Map<String, AuditChain> chains(Path audit) throws IOException {
        Map<String, AuditChain> chains = new HashMap<>();
        try (InputStream in = Files.newInputStream(audit);
                AuditLines lines = new AuditLines(in)) {
            Optional<AuditLines.Read> read = lines.next();
            for (; read.isPresent(); read = lines.next()) {
                AuditLink link = read.get().link();
                if (link != null) {
                    chains.put(link.chain(), chainAfter(link));
                }
            }
        }
        return chains;
    }

    private static AuditChain chainAfter(AuditLink link) {
        return new AuditChain(link.chain(), link.sequence() + 1, link.hash());
    }
}
