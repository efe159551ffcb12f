package io.millrace.domain.audit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Goes along chains, link by link, and stops at the first one that does not follow from those
 * before it. One pass, a few bytes per chain.
 */
public final class ChainCheck {

    private final Map<String, AuditHead> heads;
    private final Map<String, AuditChain> chains = new TreeMap<>();
    private long links;

    /**
     * A check that has seen nothing.
     *
     * @param heads how far each chain has to go at least, where that is known
     */
    public ChainCheck(Map<String, AuditHead> heads) {
        this.heads = Map.copyOf(heads);
    }

    /** Takes the next link, from anywhere; gives what is wrong with it. */
    public Optional<AuditFault> take(AuditLink link, String place) {
        String key = link.chain();
        AuditChain chain = chains.getOrDefault(key, AuditChain.named(key));
        AuditLink expected = chain.link(link.entry());
        String where = place + ", chain " + key + ", sequence " + link.sequence();
        if (link.sequence() != expected.sequence()) {
            return fault(
                    where,
                    "sequence",
                    Long.toString(link.sequence()),
                    Long.toString(expected.sequence()));
        }
        if (!link.previousHash().equals(expected.previousHash())) {
            return fault(where, "previous hash", link.previousHash(), expected.previousHash());
        }
        if (!link.hash().equals(expected.hash())) {
            return fault(where, "hash", link.hash(), expected.hash());
        }
        AuditHead head = heads.get(key);
        if (head != null
                && head.sequence() == link.sequence()
                && !head.hash().equals(link.hash())) {
            return fault(where, "hash", link.hash(), head.hash() + ", the known head");
        }
        chains.put(key, chain.with(link));
        links++;
        return Optional.empty();
    }

    /** What is wrong with the ends: a chain must reach its known head. */
    public Optional<AuditFault> end() {
        for (Map.Entry<String, AuditHead> head : heads.entrySet()) {
            AuditChain chain = chains.getOrDefault(head.getKey(), AuditChain.named(head.getKey()));
            if (chain.next() <= head.getValue().sequence()) {
                return fault(
                        "chain " + head.getKey(),
                        "end",
                        chain.next() + " links",
                        "at least " + (head.getValue().sequence() + 1) + ", up to the known head");
            }
        }
        return Optional.empty();
    }

    /** The chains as far as they are intact. */
    public Map<String, AuditChain> chains() {
        return chains;
    }

    /** How many links have followed. */
    public long links() {
        return links;
    }

    private static Optional<AuditFault> fault(
            String place, String subject, String actual, String expected) {
        return Optional.of(new AuditFault(place, subject, actual, expected));
    }
}
