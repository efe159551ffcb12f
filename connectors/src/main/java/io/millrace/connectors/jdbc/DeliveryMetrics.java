package io.millrace.connectors.jdbc;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What a table's writer tells the outside: rows written, attempts repeated, and an alarm. */
final class DeliveryMetrics {

    /** 1 while the database does not take rows, otherwise 0: what an alert is raised on. */
    static final String AWAY = "database_away";

    static final String RETRIES = "database_retries_total";
    static final String ROWS = "database_rows_written_total";

    private final Counter rows;
    private final Counter retries;
    private volatile int away;

    private DeliveryMetrics(MetricGroup group) {
        rows = group.counter(ROWS);
        retries = group.counter(RETRIES);
        Gauge<Integer> alarm = () -> away;
        group.gauge(AWAY, alarm);
    }

    /** Registers them under the name of the table. */
    static DeliveryMetrics of(MetricGroup writer, String table) {
        return new DeliveryMetrics(writer.addGroup("table", table));
    }

    void written(int count) {
        rows.inc(count);
        away = 0;
    }

    void failed() {
        retries.inc();
        away = 1;
    }
}
