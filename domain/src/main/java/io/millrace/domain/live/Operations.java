package io.millrace.domain.live;

import io.millrace.domain.broker.ExecutionGate;
import org.jspecify.annotations.Nullable;

/**
 * What people have asked for.
 *
 * @param sequence of the last command
 * @param exitsBlockedBy the gate that kept the last exit back; absent once one got through
 */
public record Operations(long sequence, @Nullable ExecutionGate exitsBlockedBy) {

    static final Operations NONE = new Operations(0, null);

    Operations commanded(long newest) {
        return new Operations(newest, exitsBlockedBy);
    }

    Operations blockedBy(@Nullable ExecutionGate gate) {
        return gate == exitsBlockedBy ? this : new Operations(sequence, gate);
    }
}
