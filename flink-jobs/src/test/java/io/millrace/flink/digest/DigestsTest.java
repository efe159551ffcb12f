package io.millrace.flink.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DigestsTest {

    private static final int MAX_PARALLELISM = 240;

    @Test
    void aChainIsTheHashOfTheLinkBeforeAndTheRecord() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(new byte[32]);
        // the text's length as eight bytes, then the text
        sha256.update(new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
        String expected =
                HexFormat.of().formatHex(sha256.digest("a".getBytes(StandardCharsets.UTF_8)));

        assertThat(digestsOf(List.of("a"), 0))
                .containsExactly(new StreamDigest("texts", "a", 1, expected));
    }

    @Test
    void theOrderOfRecordsCounts() throws Exception {
        assertThat(digestsOf(List.of("a1", "a2"), 0))
                .isNotEqualTo(digestsOf(List.of("a2", "a1"), 0));
    }

    @Test
    void oneChangedRecordChangesTheStream() throws Exception {
        assertThat(Digests.combined(digestsOf(List.of("a1", "b1"), 0)))
                .isNotEqualTo(Digests.combined(digestsOf(List.of("a1", "b2"), 0)));
    }

    @Test
    void oneLostRecordChangesTheStream() throws Exception {
        assertThat(Digests.combined(digestsOf(List.of("a1", "b1"), 0)))
                .isNotEqualTo(Digests.combined(digestsOf(List.of("a1"), 0)));
    }

    @Test
    void howKeysInterleaveDoesNotCount() throws Exception {
        assertThat(Digests.combined(digestsOf(List.of("a1", "b1", "a2", "b2"), 0)))
                .isEqualTo(Digests.combined(digestsOf(List.of("b1", "b2", "a1", "a2"), 0)));
    }

    @Property(tries = 50)
    void restoringAtAnyRecordChangesNothing(
            @ForAll List<@NotEmpty String> texts, @ForAll @IntRange(max = 100) int cut)
            throws Exception {
        assertThat(digestsOf(texts, cut)).isEqualTo(digestsOf(texts, 0));
    }

    @Test
    void aChainGoesWithItsKeyWhenTheParallelismChanges() throws Exception {
        List<String> before = List.of("a1", "b1", "c1", "d1", "e1", "f1");
        List<String> after = List.of("f2", "e2", "c2", "b2");
        List<StreamDigest> apart = new ArrayList<>();
        OperatorSubtaskState one;
        try (var alone = harness()) {
            alone.open();
            for (String text : before) {
                alone.processElement(text, 0);
            }
            one = alone.snapshot(1, 1);
        }
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var share = harness(2, subtask)) {
                share.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                one, MAX_PARALLELISM, 1, 2, subtask));
                share.open();
                for (String text : after) {
                    if (subtaskOf(text) == subtask) {
                        share.processElement(text, 0);
                    }
                }
                share.endInput();
                apart.addAll(share.extractOutputValues());
            }
        }
        List<String> all = new ArrayList<>(before);
        all.addAll(after);

        assertThat(apart).containsExactlyInAnyOrderElementsOf(digestsOf(all, 0));
    }

    @Test
    void whatWasToldIsNotToldAgainByWhoRestartsAfterTheEnd() throws Exception {
        OperatorSubtaskState ended;
        try (var first = harness()) {
            first.open();
            first.processElement("a1", 0);
            first.snapshot(1, 1);
            first.endInput();
            assertThat(first.extractOutputValues()).hasSize(1);
            ended = first.snapshot(2, 2);
        }
        try (var again = harness()) {
            again.initializeState(ended);
            again.open();
            again.endInput();

            assertThat(again.extractOutputValues()).isEmpty();
        }
    }

    private static int subtaskOf(String text) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                text.substring(0, 1), MAX_PARALLELISM, 2);
    }

    @Test
    void aDecimalCountsByItsValue() {
        assertThat(bytes(new BigDecimal("1.50"))).isEqualTo(bytes(new BigDecimal("1.5")));
        assertThat(bytes(new BigDecimal("1.50"))).isNotEqualTo(bytes(new BigDecimal("15")));
    }

    private static List<Byte> bytes(BigDecimal value) {
        CanonicalBytes out = new CanonicalBytes().decimal(value);
        List<Byte> bytes = new ArrayList<>();
        for (int i = 0; i < out.length(); i++) {
            bytes.add(out.array()[i]);
        }
        return bytes;
    }

    /** Keys are the texts' first characters. */
    private static List<StreamDigest> digestsOf(List<String> texts, int cut) throws Exception {
        int at = Math.min(cut, texts.size());
        OperatorSubtaskState snapshot;
        try (var before = harness()) {
            before.open();
            for (String text : texts.subList(0, at)) {
                before.processElement(text, 0);
            }
            snapshot = before.snapshot(1, 1);
        }
        try (var after = harness()) {
            after.initializeState(snapshot);
            after.open();
            for (String text : texts.subList(at, texts.size())) {
                after.processElement(text, 0);
            }
            after.endInput();
            return after.extractOutputValues();
        }
    }

    private static OneInputStreamOperatorTestHarness<String, StreamDigest> harness()
            throws Exception {
        return harness(1, 0);
    }

    private static OneInputStreamOperatorTestHarness<String, StreamDigest> harness(
            int parallelism, int subtask) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new DigestOperator<>(
                        "texts", text -> text.substring(0, 1), (text, out) -> out.text(text)),
                text -> text.substring(0, 1),
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }
}
