package io.millrace.domain.live;

import io.millrace.domain.broker.ExecutionGate;
import org.jspecify.annotations.Nullable;

/**
 * What people have asked for.
 *
 * @param sequence of the last command
 * @param approved whether the last word on it was that orders may go to the broker
 * @param exitsBlockedBy the gate that kept the last exit back; absent once one got through
 */
public record Operations(long sequence, boolean approved, @Nullable ExecutionGate exitsBlockedBy) {

    static final Operations NONE = new Operations(0, false, null);

    Operations commanded(long newest) {
        return new Operations(newest, approved, exitsBlockedBy);
    }

    Operations approving(boolean allowed) {
        return new Operations(sequence, allowed, exitsBlockedBy);
    }

    Operations blockedBy(@Nullable ExecutionGate gate) {
        return gate == exitsBlockedBy ? this : new Operations(sequence, approved, gate);
    }
}
