package io.millrace.flink.account;

import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.live.Alert;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.live.Difference;
import io.millrace.domain.live.LiveStep;
import io.millrace.flink.execution.Dispatch;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** Where everything that follows from a live account's inputs goes. */
final class LiveOutputs {

    static final OutputTag<Dispatch> REQUESTS = tag("requests", Dispatch.class);
    static final OutputTag<Assessment> ASSESSMENTS = tag("assessments", Assessment.class);
    static final OutputTag<Difference> DIFFERENCES = tag("differences", Difference.class);
    static final OutputTag<Alert> ALERTS = tag("alerts", Alert.class);
    static final OutputTag<AuditEntry> AUDIT = tag("audit", AuditEntry.class);
    static final OutputTag<LiveStatus> STATUS = tag("status", LiveStatus.class);

    private LiveOutputs() {}

    /** One operator's way to put something out beside its main output. */
    interface Sides {
        <T> void output(OutputTag<T> tag, T value);
    }

    /** Everything but requests, each kind in its own order. */
    static void send(LiveStep step, Sides sides) {
        for (Assessment assessment : step.assessments()) {
            sides.output(AccountStage.RISK, assessment.verdict());
        }
        all(ASSESSMENTS, step.assessments(), sides);
        all(AccountStage.ORDERS, step.orders(), sides);
        all(AccountStage.FILLS, step.fills(), sides);
        all(AccountStage.POSITIONS, step.positions(), sides);
        all(AccountStage.EQUITY, step.equity(), sides);
        all(AccountStage.VIOLATIONS, step.violations(), sides);
        all(DIFFERENCES, step.differences(), sides);
        all(ALERTS, step.alerts(), sides);
    }

    static <T> void all(OutputTag<T> tag, List<T> values, Sides sides) {
        for (T value : values) {
            sides.output(tag, value);
        }
    }

    private static <T> OutputTag<T> tag(String name, Class<T> type) {
        return new OutputTag<>(name, TypeInformation.of(type));
    }
}
