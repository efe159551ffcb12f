package io.millrace.flink.execution;

import io.millrace.connectors.control.ControlFolder;
import java.io.Serializable;

/**
 * What stands between an approved order and the broker.
 *
 * @param dryRun whether orders are only pretended
 * @param trusted whether orders may go while nobody has said anything: a simulator's may
 * @param staleMillis market time after which an entry is too old to be sent
 * @param control where people approve, revoke and kill
 */
public record GateSettings(boolean dryRun, boolean trusted, long staleMillis, ControlFolder control)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public GateSettings {
        if (staleMillis <= 0) {
            throw new IllegalArgumentException("stale: " + staleMillis + " ms (expected: > 0)");
        }
    }
}
