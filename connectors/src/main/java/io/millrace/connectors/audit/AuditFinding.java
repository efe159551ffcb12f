package io.millrace.connectors.audit;

import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditFault;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What checking a record of chains came to.
 *
 * @param chains as far as they are intact
 * @param links how many are
 * @param held the chains whose end a known head vouches for
 * @param fault the first thing that is wrong; absent when nothing is
 */
public record AuditFinding(
        List<Chain> chains, long links, Set<String> held, @Nullable AuditFault fault) {

    /**
     * A chain of one run.
     *
     * @param run id of the run; empty in a file, which holds one
     */
    public record Chain(String run, AuditChain chain) {}

    public boolean isIntact() {
        return fault == null;
    }
}
