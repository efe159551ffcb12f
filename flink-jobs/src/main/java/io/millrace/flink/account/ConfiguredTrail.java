package io.millrace.flink.account;

import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditTrail;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.LiveStep;
import java.util.List;

/**
 * The trail of a run, which begins with what the run decides by.
 *
 * @param configuration the first entry of the chain
 */
public record ConfiguredTrail(AuditEntry configuration) implements Trail {

    private static final long serialVersionUID = 1L;

    @Override
    public List<AuditEntry> opening() {
        return List.of(configuration);
    }

    @Override
    public List<AuditEntry> of(AccountInput input, LiveStep step) {
        return AuditTrail.of(input, step);
    }
}
