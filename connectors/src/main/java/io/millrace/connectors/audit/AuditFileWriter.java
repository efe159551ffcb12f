package io.millrace.connectors.audit;

import io.millrace.connectors.csv.LineFile;
import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditForm;
import io.millrace.domain.audit.AuditLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/** The writer behind an {@link AuditSink}. */
final class AuditFileWriter implements StatefulSinkWriter<AuditLink, AuditFilePlace> {

    private final Path heads;
    private final LineFile file;
    private final Map<String, AuditChain> chains;

    private AuditFileWriter(Path heads, LineFile file, Map<String, AuditChain> chains) {
        this.heads = heads;
        this.file = file;
        this.chains = chains;
    }

    /** Opens the file and cuts off what lies behind the place. */
    static AuditFileWriter opened(Path audit, AuditFilePlace place) throws IOException {
        LineFile file = LineFile.open(audit, place.length());
        Map<String, AuditChain> chains = new HashMap<>();
        place.chains().forEach(chain -> chains.put(chain.key(), chain));
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
    public List<AuditFilePlace> snapshotState(long checkpointId) throws IOException {
        flush(false);
        return List.of(new AuditFilePlace(file.length(), List.copyOf(chains.values())));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void tellHeads() throws IOException {
        HeadFile.write(heads, chains);
    }

    private static AuditChain chainAfter(AuditLink link) {
        return new AuditChain(link.chain(), link.sequence() + 1, link.hash());
    }
}
