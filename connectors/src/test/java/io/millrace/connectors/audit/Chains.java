package io.millrace.connectors.audit;

import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditForm;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.audit.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Chains of made-up entries, with every awkward character in them. */
final class Chains {

    private Chains() {}

    static List<AuditLink> of(String account, int links) {
        List<AuditLink> made = new ArrayList<>();
        AuditChain chain = AuditChain.named(account);
        for (int i = 0; i < links; i++) {
            AuditLink link = chain.link(entry(account, i));
            made.add(link);
            chain = chain.with(link);
        }
        return made;
    }

    static AuditEntry entry(String account, int number) {
        byte[] name = {(byte) number, (byte) (number >> 8)};
        return new AuditEntry(
                account,
                number % 3 == 0 ? "ORDER" : "COMMAND",
                UUID.nameUUIDFromBytes(name).toString(),
                number % 2 == 0 ? null : new UUID(1, number).toString(),
                number % 5 == 0 ? "Zoë \"the\\boss\"\t" : "millrace",
                CanonicalJson.of(
                        Map.of(
                                "why",
                                "line\nbreak \u2028 \ud83d\ude00 " + number,
                                "size",
                                0.1 * number)),
                1_700_000_000_000L + number * 60_000L);
    }

    static AuditChain end(List<AuditLink> links) {
        AuditLink last = links.get(links.size() - 1);
        return new AuditChain(last.chain(), last.sequence() + 1, last.hash());
    }

    static String text(List<AuditLink> links) {
        return links.stream()
                .map(link -> AuditForm.write(link) + "\n")
                .collect(Collectors.joining());
    }
}
