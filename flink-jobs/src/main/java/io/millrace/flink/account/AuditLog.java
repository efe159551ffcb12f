package io.millrace.flink.account;

import io.millrace.domain.audit.AuditEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Tells the log what goes on record, each entry with the correlation that it shares with everything
 * from its bar to its orders. Contents are told at debug: the record has them.
 */
final class AuditLog {

    /** The log's word for what everything from a bar to its orders shares. */
    static final String CORRELATION_ID = "correlation_id";

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private AuditLog() {}

    static void tell(AuditEntry entry) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        if (entry.correlationId() != null) {
            MDC.put(CORRELATION_ID, entry.correlationId());
        }
        try {
            if (LOG.isDebugEnabled()) {
                LOG.debug("{} by {}: {}", entry.kind(), entry.actor(), entry.payload());
            } else {
                LOG.info("{} by {}", entry.kind(), entry.actor());
            }
        } finally {
            MDC.remove(CORRELATION_ID);
        }
    }
}
