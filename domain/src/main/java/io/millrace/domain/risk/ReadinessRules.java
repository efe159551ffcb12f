package io.millrace.domain.risk;

import static io.millrace.domain.risk.DenialCode.*;

/** Whether what surrounds the account lets it enter. */
final class ReadinessRules {

    private ReadinessRules() {}

    static RiskRule brokerIsReachable() {
        return (entry, account, quantity) -> {
            boolean reachable = account.readiness().brokerReachable();
            return new RuleReading(
                    BROKER_UNREACHABLE,
                    reachable ? "reachable" : "unreachable",
                    "reachable",
                    !reachable);
        };
    }

    static RiskRule feedIsFresh() {
        return (entry, account, quantity) -> {
            long silent = account.readiness().silentMillis();
            long most = account.readiness().mostSilentMillis();
            return most == 0
                    ? Readings.unlimited(FEED_SILENT, Readings.seconds(silent))
                    : new RuleReading(
                            FEED_SILENT,
                            Readings.seconds(silent),
                            Readings.seconds(most),
                            silent > most);
        };
    }

    static RiskRule accountIsReconciled() {
        return (entry, account, quantity) -> {
            boolean reconciled = account.readiness().reconciled();
            return new RuleReading(
                    NOT_RECONCILED,
                    reconciled ? "reconciled" : "not reconciled",
                    "reconciled",
                    !reconciled);
        };
    }
}
