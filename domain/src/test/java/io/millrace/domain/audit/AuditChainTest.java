package io.millrace.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private static final AuditEntry ENTRY =
            new AuditEntry("paper", "ALERT", "id", null, "millrace", "{}", 12);

    @Test
    void aHashIsTakenOverEveryPartAndItsLength() throws Exception {
        String genesis = sha256("14:millrace-audit5:paper");

        AuditLink link = AuditChain.named("paper").link(ENTRY);

        assertThat(link.previousHash()).isEqualTo(genesis);
        assertThat(link.hash())
                .isEqualTo(sha256("64:" + genesis + "5:paper1:05:ALERT2:id-8:millrace2:122:{}"));
    }

    @Test
    void anAbsentCorrelationIsNotAnEmptyOne() {
        AuditEntry empty = new AuditEntry("paper", "ALERT", "id", "", "millrace", "{}", 12);

        assertThat(AuditChain.named("paper").link(empty).hash())
                .isNotEqualTo(AuditChain.named("paper").link(ENTRY).hash());
    }

    @Test
    void aChainTakesOnlyItsOwnEntries() {
        assertThatThrownBy(() -> AuditChain.named("other").link(ENTRY))
                .hasMessage("chain: paper (expected: other)");
    }

    @Test
    void aLinkThatFollowsIsIntactAndOneThatDoesNotIsNamed() {
        AuditChain chain = AuditChain.named("paper");
        AuditLink first = chain.link(ENTRY);
        AuditLink second = chain.with(first).link(ENTRY);
        ChainCheck check = new ChainCheck(Map.of());

        assertThat(check.take(first, "line 1")).isEmpty();
        assertThat(check.take(first, "line 2").orElseThrow().text())
                .isEqualTo("line 2, chain paper, sequence 0: sequence: 0 (expected: 1)");
        assertThat(check.take(second, "line 2")).isEmpty();
        assertThat(check.links()).isEqualTo(2);
    }

    @Property(tries = 300)
    void aLineGivesItsLinkBack(
            @ForAll String chain, @ForAll String actor, @ForAll String content, @ForAll int at) {
        AuditLink link =
                AuditChain.named(chain)
                        .link(
                                new AuditEntry(
                                        chain,
                                        "ALERT",
                                        "id",
                                        actor,
                                        actor,
                                        CanonicalJson.of(content),
                                        at));

        assertThat(AuditForm.read(AuditForm.write(link))).contains(link);
    }

    @Test
    void aHeadSaysWhatItExpects() {
        assertThatThrownBy(() -> AuditHead.parse("7"))
                .hasMessage("7 (expected: SEQUENCE:HASH, with 64 hexadecimal digits)");
        AuditHead head = new AuditHead(7, "ab".repeat(32));
        assertThat(AuditHead.parse(head.text())).isEqualTo(head);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
