package io.millrace.connectors.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditHead;
import io.millrace.domain.audit.AuditLink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ten thousand ways to forge an audit file, and none that passes. */
class AuditMutationTest {

    private static final int MUTATIONS = 10_000;
    private static final int LINKS = 40;
    private static final long SEED = 20_261_121;

    private static final List<AuditLink> INTACT = Chains.of("paper", LINKS);

    private static final AuditVerifier VERIFIER =
            new AuditVerifier(
                    Map.of("paper", new AuditHead(LINKS - 1, INTACT.get(LINKS - 1).hash())));

    /** What can be done to a file; each gives other bytes than it got, or the same by chance. */
    private enum Mutation {
        FLIP_A_BIT {
            @Override
            byte[] of(byte[] file, Random random) {
                byte[] changed = file.clone();
                changed[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                return changed;
            }
        },
        INSERT_BYTES {
            @Override
            byte[] of(byte[] file, Random random) {
                byte[] more = new byte[1 + random.nextInt(4)];
                random.nextBytes(more);
                int at = random.nextInt(file.length + 1);
                return joined(
                        Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
            }
        },
        DELETE_BYTES {
            @Override
            byte[] of(byte[] file, Random random) {
                int at = random.nextInt(file.length);
                int end = Math.min(file.length, at + 1 + random.nextInt(4));
                return joined(Arrays.copyOf(file, at), Arrays.copyOfRange(file, end, file.length));
            }
        },
        REPLACE_A_BYTE_BY_ANOTHER_OF_THE_FILE {
            @Override
            byte[] of(byte[] file, Random random) {
                byte[] changed = file.clone();
                changed[random.nextInt(file.length)] = file[random.nextInt(file.length)];
                return changed;
            }
        },
        TRUNCATE {
            @Override
            byte[] of(byte[] file, Random random) {
                return Arrays.copyOf(file, random.nextInt(file.length));
            }
        },
        SWAP_LINES {
            @Override
            byte[] of(byte[] file, Random random) {
                List<String> lines = lines(file);
                Collections.swap(lines, random.nextInt(LINKS), random.nextInt(LINKS));
                return bytes(lines);
            }
        },
        DELETE_LINES {
            @Override
            byte[] of(byte[] file, Random random) {
                List<String> lines = lines(file);
                int from = random.nextInt(LINKS);
                lines.subList(from, Math.min(LINKS, from + 1 + random.nextInt(3))).clear();
                return bytes(lines);
            }
        },
        REPEAT_A_LINE {
            @Override
            byte[] of(byte[] file, Random random) {
                List<String> lines = lines(file);
                lines.add(random.nextInt(LINKS + 1), lines.get(random.nextInt(LINKS)));
                return bytes(lines);
            }
        },
        EDIT_AN_ENTRY_AND_ITS_OWN_HASH {
            @Override
            byte[] of(byte[] file, Random random) {
                List<AuditLink> links = new ArrayList<>(INTACT);
                int at = random.nextInt(LINKS);
                AuditLink old = links.get(at);
                links.set(
                        at,
                        new AuditChain("paper", old.sequence(), old.previousHash())
                                .link(edited(old.entry(), random)));
                return Chains.text(links).getBytes(StandardCharsets.UTF_8);
            }
        },
        REWRITE_EVERYTHING_FROM_AN_ENTRY_ON {
            @Override
            byte[] of(byte[] file, Random random) {
                int at = random.nextInt(LINKS);
                List<AuditLink> links = new ArrayList<>(INTACT.subList(0, at));
                AuditChain chain = at == 0 ? AuditChain.named("paper") : Chains.end(links);
                for (AuditLink old : INTACT.subList(at, LINKS)) {
                    AuditLink forged = chain.link(edited(old.entry(), random));
                    links.add(forged);
                    chain = chain.with(forged);
                }
                return Chains.text(links).getBytes(StandardCharsets.UTF_8);
            }
        };

        abstract byte[] of(byte[] file, Random random);

        private static AuditEntry edited(AuditEntry entry, Random random) {
            String actor = entry.actor() + (char) ('a' + random.nextInt(26));
            return new AuditEntry(
                    entry.chain(),
                    entry.kind(),
                    entry.eventId(),
                    entry.correlationId(),
                    actor,
                    entry.payload(),
                    entry.atMillis());
        }

        private static List<String> lines(byte[] file) {
            String text = new String(file, StandardCharsets.UTF_8);
            List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
            lines.remove(lines.size() - 1);
            return lines;
        }

        private static byte[] bytes(List<String> lines) {
            return String.join("", lines.stream().map(line -> line + "\n").toList())
                    .getBytes(StandardCharsets.UTF_8);
        }

        private static byte[] joined(byte[]... parts) {
            int length = 0;
            for (byte[] part : parts) {
                length += part.length;
            }
            byte[] whole = new byte[length];
            int at = 0;
            for (byte[] part : parts) {
                System.arraycopy(part, 0, whole, at, part.length);
                at += part.length;
            }
            return whole;
        }
    }

    @Test
    void tenThousandRandomMutationsAreAllFound() throws IOException {
        byte[] file = Chains.text(INTACT).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(SEED);
        Map<Mutation, Integer> found = new EnumMap<>(Mutation.class);

        int made = 0;
        while (made < MUTATIONS) {
            Mutation mutation = Mutation.values()[made % Mutation.values().length];
            byte[] changed = mutation.of(file, random);
            if (!Arrays.equals(changed, file)) {
                made++;
                AuditFinding finding = VERIFIER.lines(new ByteArrayInputStream(changed));
                assertThat(finding.isIntact()).as("%s, number %d", mutation, made).isFalse();
                found.merge(mutation, 1, Integer::sum);
            }
        }

        assertThat(found).containsOnlyKeys(Mutation.values());
        assertThat(found.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MUTATIONS);
    }

    @Test
    void theFileThatWasWrittenIsIntact() throws IOException {
        byte[] file = Chains.text(INTACT).getBytes(StandardCharsets.UTF_8);

        AuditFinding finding = VERIFIER.lines(new ByteArrayInputStream(file));

        assertThat(finding.isIntact()).as("%s", finding.fault()).isTrue();
        assertThat(finding.links()).isEqualTo(LINKS);
    }
}
