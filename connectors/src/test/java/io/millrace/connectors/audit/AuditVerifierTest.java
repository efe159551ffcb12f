package io.millrace.connectors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.audit.AuditFault;
import io.millrace.domain.audit.AuditHead;
import io.millrace.domain.audit.AuditLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerifierTest {

    private static final SinkWriter.Context CONTEXT =
            new SinkWriter.Context() {
                @Override
                public long currentWatermark() {
                    return 0;
                }

                @Override
                public Long timestamp() {
                    return 0L;
                }
            };

    @TempDir private Path folder;

    @Test
    void severalChainsShareAFile() throws IOException {
        List<AuditLink> one = Chains.of("one", 5);
        List<AuditLink> two = Chains.of("two", 5);
        List<AuditLink> mixed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mixed.add(one.get(i));
            mixed.add(two.get(i));
        }

        AuditFinding finding = new AuditVerifier(Map.of()).file(written(mixed));

        assertThat(finding.isIntact()).isTrue();
        assertThat(finding.links()).isEqualTo(10);
        assertThat(finding.chains()).hasSize(2);
    }

    @Test
    void namesTheFirstBrokenPlaceWithWhatWasExpected() throws IOException {
        List<AuditLink> links = new ArrayList<>(Chains.of("paper", 6));
        links.remove(3);

        AuditFault fault =
                Objects.requireNonNull(new AuditVerifier(Map.of()).file(written(links)).fault());

        assertThat(fault.text())
                .isEqualTo("line 4, chain paper, sequence 4: sequence: 4 (expected: 3)");
    }

    @Test
    void onlyAKnownHeadTellsThatTheEndIsCutOff() throws IOException {
        List<AuditLink> links = Chains.of("paper", 6);
        Path cut = written(links.subList(0, 4));
        Map<String, AuditHead> head = Map.of("paper", new AuditHead(5, links.get(5).hash()));

        assertThat(new AuditVerifier(Map.of()).file(cut).isIntact()).isTrue();
        AuditFault fault = Objects.requireNonNull(new AuditVerifier(head).file(cut).fault());
        assertThat(fault.text())
                .isEqualTo(
                        "chain paper: end: 4 links (expected: at least 6, up to the known head)");
    }

    @Test
    void aFileMayGoOnBehindItsHead() throws IOException {
        List<AuditLink> links = Chains.of("paper", 6);
        Map<String, AuditHead> head = Map.of("paper", new AuditHead(2, links.get(2).hash()));

        assertThat(new AuditVerifier(head).file(written(links)).isIntact()).isTrue();
    }

    @Test
    void aWriterThatStartsAgainLeavesOneIntactFile() throws IOException {
        Path file = folder.resolve("audit.jsonl");
        List<AuditLink> links = Chains.of("paper", 10);
        AuditFilePlace.Serializer bytes = new AuditFilePlace.Serializer();
        byte[] checkpoint;
        try (AuditFileWriter writer = AuditFileWriter.opened(file, AuditFilePlace.NEW)) {
            write(writer, links.subList(0, 4));
            checkpoint = bytes.serialize(writer.snapshotState(1).get(0));
            write(writer, links.subList(4, 8));
            writer.flush(false);
        }
        assertThat(HeadFile.read(HeadFile.of(file)))
                .containsEntry("paper", new AuditHead(7, links.get(7).hash()));
        AuditFilePlace place = bytes.deserialize(bytes.getVersion(), checkpoint);
        try (AuditFileWriter writer = AuditFileWriter.opened(file, place)) {
            assertThat(HeadFile.read(HeadFile.of(file)))
                    .containsEntry("paper", new AuditHead(3, links.get(3).hash()));
            write(writer, links.subList(4, 10));
            writer.flush(true);
        }

        Map<String, AuditHead> heads = HeadFile.read(HeadFile.of(file));
        assertThat(heads).containsEntry("paper", new AuditHead(9, links.get(9).hash()));
        assertThat(new AuditVerifier(heads).file(file).isIntact()).isTrue();
    }

    @Test
    void aFileThatIsNotThereIsNotBrokenButUnreadable() {
        assertThatThrownBy(() -> new AuditVerifier(Map.of()).file(folder.resolve("none")))
                .isInstanceOf(AuditUnreadable.class)
                .hasMessageContaining("none");
    }

    @Test
    void headsThatCannotBeReadAreUnreadable() throws IOException {
        Path file = Files.writeString(folder.resolve("audit.jsonl.head"), "12:abc paper\n");

        assertThatThrownBy(() -> HeadFile.read(file))
                .isInstanceOf(AuditUnreadable.class)
                .hasMessageContaining("expected: SEQUENCE:HASH");
    }

    private static void write(AuditFileWriter writer, List<AuditLink> links) throws IOException {
        for (AuditLink link : links) {
            writer.write(link, CONTEXT);
        }
    }

    private Path written(List<AuditLink> links) throws IOException {
        return Files.writeString(folder.resolve("audit.jsonl"), Chains.text(links));
    }
}
