package io.millrace.connectors.kafka;

import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.TopicRow.Cleanup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Every topic and how it is set up. */
public final class TopicTable {

    private static final int BY_SYMBOL = 6;
    private static final int FEW = 3;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration YEAR = Duration.ofDays(365);

    private TopicTable() {}

    /** The table, in the order of the contract. */
    public static List<TopicRow> rows() {
        return Arrays.stream(Topic.values()).map(TopicTable::row).toList();
    }

    /** The row of a topic. */
    public static TopicRow row(Topic topic) {
        return switch (topic) {
            case MARKET_RAW, MARKET_ENGINEERED, PREDICTIONS_TFT, ALPHA_SIGNALS ->
                    kept(topic, BY_SYMBOL, WEEK);
            case SIGNALS_SCORED -> kept(topic, BY_SYMBOL, MONTH);
            case RISK_APPROVED,
                    RISK_REJECTED,
                    EXECUTION_COMPLETED,
                    EXECUTION_BLOCKED,
                    REDDIT_RAW,
                    DLQ_FAILED ->
                    kept(topic, FEW, MONTH);
            // commands are few, and their order across accounts may matter to who reads them
            case CONTROL_COMMANDS -> kept(topic, 1, YEAR);
            case AUDIT_EVENTS ->
                    new TopicRow(topic, FEW, null, Cleanup.DELETE, Compatibility.BACKWARD);
            // how an account stands now is all that a new reader asks
            case ACCOUNT_STATE ->
                    new TopicRow(topic, FEW, null, Cleanup.COMPACT, Compatibility.BACKWARD);
        };
    }

    private static TopicRow kept(Topic topic, int partitions, Duration retention) {
        return new TopicRow(topic, partitions, retention, Cleanup.DELETE, Compatibility.BACKWARD);
    }
}
