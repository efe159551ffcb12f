package io.millrace.flink.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.audit.ChainCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class AuditFunctionTest {

    @Property(tries = 30)
    void restoringAtAnyEntryChangesNoLink(
            @ForAll @IntRange(max = 40) int cut, @ForAll List<Boolean> whose) throws Exception {
        List<AuditEntry> entries = new ArrayList<>();
        for (boolean first : whose) {
            entries.add(entry(first ? "one" : "two", entries.size()));
        }

        assertThat(links(entries, cut)).isEqualTo(links(entries, 0));
    }

    @Test
    void everyKeyHasAnIntactChainOfItsOwn() throws Exception {
        List<AuditEntry> entries = List.of(entry("one", 0), entry("two", 1), entry("one", 2));
        ChainCheck check = new ChainCheck(Map.of());

        for (AuditLink link : links(entries, 2)) {
            assertThat(check.take(link, "here")).isEmpty();
        }

        assertThat(check.chains().values())
                .extracting(AuditChain::key, AuditChain::next)
                .containsExactly(tuple("one", 2L), tuple("two", 1L));
    }

    @Test
    void whatTravelsNeedsNoKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(AuditChain.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(AuditEntry.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(AuditLink.class);
    }

    private static AuditEntry entry(String chain, int number) {
        return new AuditEntry(chain, "ALERT", "id-" + number, null, "millrace", "{}", number);
    }

    private static List<AuditLink> links(List<AuditEntry> entries, int cut) throws Exception {
        int at = Math.min(cut, entries.size());
        List<AuditLink> links = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (var before = harness()) {
            before.open();
            for (AuditEntry entry : entries.subList(0, at)) {
                before.processElement(entry, 0);
            }
            links.addAll(before.extractOutputValues());
            snapshot = before.snapshot(1, 1);
        }
        try (var after = harness()) {
            after.initializeState(snapshot);
            after.open();
            for (AuditEntry entry : entries.subList(at, entries.size())) {
                after.processElement(entry, 0);
            }
            links.addAll(after.extractOutputValues());
        }
        return links;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, AuditEntry, AuditLink> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AuditFunction()), AuditEntry::chain, Types.STRING);
    }
}
