package io.millrace.avro;

import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** The topics: what travels on each, under which key, who writes it and who reads it. */
public enum Topic {
    MARKET_RAW("market.raw", MarketRawEvent.class, "symbol", "ingest", "signals, archive"),
    MARKET_ENGINEERED(
            "market.engineered", FeatureEvent.class, "symbol", "signals", "inference, archive"),
    PREDICTIONS_TFT(
            "predictions.tft", PredictionEvent.class, "symbol", "inference", "ensemble, archive"),
    ALPHA_SIGNALS("alpha.signals", InsightEvent.class, "symbol", "alphas", "ensemble, archive"),
    SIGNALS_SCORED("signals.scored", DecisionEvent.class, "symbol", "ensemble", "risk, archive"),
    RISK_APPROVED("risk.approved", RiskEvent.class, "symbol", "risk", "execution, archive"),
    RISK_REJECTED("risk.rejected", RiskEvent.class, "symbol", "risk", "monitoring, archive"),
    EXECUTION_COMPLETED(
            "execution.completed",
            ExecutionReportEvent.class,
            "symbol",
            "execution",
            "risk, archive"),
    EXECUTION_BLOCKED(
            "execution.blocked",
            ExecutionBlockedEvent.class,
            "symbol",
            "execution",
            "risk, archive"),
    ACCOUNT_STATE(
            "account.state",
            AccountStateEvent.class,
            "account",
            "risk, execution",
            "console, archive"),
    CONTROL_COMMANDS(
            "control.commands",
            ControlCommandEvent.class,
            "account",
            "control",
            "every job, archive"),
    AUDIT_EVENTS("audit.events", AuditEvent.class, "chain", "all", "archive"),
    REDDIT_RAW("reddit.raw", RedditEvent.class, "symbol", "backfill", "signals, archive"),
    DLQ_FAILED("dlq.failed", DeadLetterEvent.class, "original_key", "all", "operator, archive");

    private final String label;
    private final Class<? extends SpecificRecordBase> event;
    private final String keyField;
    private final String writers;
    private final String readers;

    Topic(
            String label,
            Class<? extends SpecificRecordBase> event,
            String keyField,
            String writers,
            String readers) {
        this.label = label;
        this.event = event;
        this.keyField = keyField;
        this.writers = writers;
        this.readers = readers;
    }

    /** The topic that {@code market.raw} and the like name, or empty. */
    public static Optional<Topic> labelled(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    /** Its name at the broker. */
    public String label() {
        return label;
    }

    public Class<? extends SpecificRecordBase> event() {
        return event;
    }

    /** The field whose value is the key; an event without that value has no key. */
    public String keyField() {
        return keyField;
    }

    public String writers() {
        return writers;
    }

    public String readers() {
        return readers;
    }

    /** The name under which the schema registry knows the schema of its values. */
    public String subject() {
        return label + "-value";
    }

    public Schema schema() {
        return SpecificData.get().getSchema(event);
    }

    /** The number that {@code schema_version} of its events holds. */
    public int schemaVersion() {
        return (Integer) schema().getObjectProp("version");
    }
}
