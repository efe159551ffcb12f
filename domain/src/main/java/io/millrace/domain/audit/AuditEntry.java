package io.millrace.domain.audit;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One decision or action, ready for its place in a chain.
 *
 * @param chain key of the chain: the account
 * @param kind such as {@code DECISION}, {@code ORDER} or {@code COMMAND}
 * @param eventId deterministic id
 * @param correlationId shared by everything from a bar to its orders; absent where there is no bar
 * @param actor who did it: an operator's name, {@code broker} or {@code millrace}
 * @param payload the event as canonical JSON, byte for byte what is hashed
 * @param atMillis market time
 */
public record AuditEntry(
        String chain,
        String kind,
        String eventId,
        @Nullable String correlationId,
        String actor,
        String payload,
        long atMillis)
        implements Serializable {

    private static final long serialVersionUID = 1L;
}
