package io.millrace.domain.audit;

/**
 * An entry in its place.
 *
 * @param sequence place in the chain, from 0
 * @param previousHash hash of the link before; for the first one the hash of the chain's name
 * @param hash over the previous hash, the place and the entry, in hexadecimal
 */
public record AuditLink(AuditEntry entry, long sequence, String previousHash, String hash) {

    public String chain() {
        return entry.chain();
    }
}
