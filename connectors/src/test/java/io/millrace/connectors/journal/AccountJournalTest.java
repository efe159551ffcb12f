package io.millrace.connectors.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountJournalTest {

    private static final int FORM = 7;

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("accounts").resolve("one.journal");
    }

    @Test
    void givesBackWhatWasAppendedInItsOrder() throws Exception {
        try (AccountJournal journal = AccountJournal.open(file, FORM)) {
            assertThat(journal.append(bytes("one"))).isEqualTo(1);
            assertThat(journal.append(bytes(""))).isEqualTo(2);
            journal.sync();
            assertThat(entries(journal, JournalPosition.START)).containsExactly("1 one", "2 ");
        }
        try (AccountJournal journal = AccountJournal.open(file, FORM)) {
            assertThat(journal.append(bytes("three"))).isEqualTo(3);
            assertThat(entries(journal, JournalPosition.START))
                    .containsExactly("1 one", "2 ", "3 three");
        }
    }

    @Test
    void replaysOnlyWhatLiesBehindAPosition() throws Exception {
        try (AccountJournal journal = AccountJournal.open(file, FORM)) {
            journal.append(bytes("one"));
            JournalPosition between = journal.end();
            journal.append(bytes("two"));

            assertThat(entries(journal, between)).containsExactly("2 two");
            assertThat(entries(journal, journal.end())).isEmpty();
        }
    }

    @Test
    void aTailTornAtAnyByteIsCutOffAndTheRestGoesOn() throws Exception {
        write("one", "two", "three");
        byte[] whole = Files.readAllBytes(file);
        int second = whole.length - JournalEntries.PREFIX - 5;

        for (int torn = second; torn < whole.length; torn++) {
            Files.write(file, Arrays.copyOf(whole, torn));
            try (AccountJournal journal = AccountJournal.open(file, FORM)) {
                assertThat(entries(journal, JournalPosition.START))
                        .as("torn at byte %d", torn)
                        .containsExactly("1 one", "2 two");
                journal.append(bytes("again"));
                assertThat(entries(journal, JournalPosition.START))
                        .containsExactly("1 one", "2 two", "3 again");
            }
        }
    }

    @Test
    void aTailThatTheMachineLeftAsZerosIsCutOff() throws Exception {
        write("one", "two");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 4_096));

        try (AccountJournal journal = AccountJournal.open(file, FORM)) {
            assertThat(entries(journal, JournalPosition.START)).containsExactly("1 one", "2 two");
        }
        assertThat(Files.size(file)).isEqualTo(whole.length);
    }

    @Test
    void roomIsZerosThatACrashLeavesAndNobodyReads() throws Exception {
        try (AccountJournal journal = AccountJournal.open(file, FORM)) {
            journal.append(bytes("one"));
            journal.makeRoom();
            journal.append(bytes("two"));
            long roomy = Files.size(file);
            journal.makeRoom();

            assertThat(Files.size(file)).isEqualTo(roomy).isGreaterThan(500_000);
            assertThat(entries(journal, JournalPosition.START)).containsExactly("1 one", "2 two");
            Files.copy(file, folder.resolve("crashed"));
        }
        assertThat(Files.size(file)).isLessThan(100);

        try (AccountJournal journal = AccountJournal.open(folder.resolve("crashed"), FORM)) {
            journal.append(bytes("three"));
            assertThat(entries(journal, JournalPosition.START))
                    .containsExactly("1 one", "2 two", "3 three");
        }
    }

    /** A planted fault: every byte of an entry in the middle, one after the other. */
    @Test
    void anEntryBrokenInTheMiddleIsRefusedWithFileAndOffset() throws Exception {
        write("one", "two", "three");
        byte[] whole = Files.readAllBytes(file);
        int first = JournalEntries.HEADER;
        int second = first + JournalEntries.PREFIX + 3;

        for (int at = first; at < second; at++) {
            byte[] broken = whole.clone();
            broken[at] ^= 0x55;
            Files.write(file, broken);

            assertThatThrownBy(() -> AccountJournal.open(file, FORM))
                    .as("byte %d", at)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("at byte " + first);
            assertThat(Files.readAllBytes(file)).isEqualTo(broken);
        }
    }

    @Test
    void aSecondWriterIsRefused() throws Exception {
        try (AccountJournal journal = AccountJournal.open(file, FORM)) {
            assertThat(journal.end()).isEqualTo(JournalPosition.START);
            assertThatThrownBy(() -> AccountJournal.open(file, FORM))
                    .hasMessageContaining("in use (expected: one writer per account)");
        }
    }

    @Test
    void whatIsNoJournalOrOfAnotherFormIsRefused() throws Exception {
        write("one");
        assertThatThrownBy(() -> AccountJournal.open(file, FORM + 1))
                .hasMessageContaining("another build wrote it");

        Files.writeString(file, "something else altogether");
        assertThatThrownBy(() -> AccountJournal.open(file, FORM))
                .hasMessageContaining("not an account journal");
    }

    @Test
    void aJournalThatHasLessThanTheAccountHasTakenIsRefused() throws Exception {
        JournalPosition taken;
        try (AccountJournal journal = AccountJournal.open(file, FORM)) {
            journal.append(bytes("one"));
            taken = journal.end();
        }
        Files.delete(file);

        try (AccountJournal fresh = AccountJournal.open(file, FORM)) {
            assertThatThrownBy(() -> entries(fresh, taken))
                    .hasMessageContaining("expected: entry 1 to end at byte " + taken.offset());
        }
        try (AccountJournal fresh = AccountJournal.open(file, FORM)) {
            fresh.append(bytes("other and longer"));
            assertThatThrownBy(() -> entries(fresh, taken)).isInstanceOf(JournalException.class);
        }
    }

    private void write(String... payloads) throws IOException {
        Files.deleteIfExists(file);
        try (AccountJournal journal = AccountJournal.open(file, FORM)) {
            for (String payload : payloads) {
                journal.append(bytes(payload));
            }
            journal.sync();
        }
    }

    private static List<String> entries(AccountJournal journal, JournalPosition from)
            throws Exception {
        List<String> entries = new ArrayList<>();
        journal.replay(
                from,
                (after, payload) ->
                        entries.add(
                                after.sequence()
                                        + " "
                                        + new String(payload, StandardCharsets.UTF_8)));
        return entries;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
