package io.millrace.flink.output;

import io.millrace.connectors.jdbc.AccountTables;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.DecisionTables;
import io.millrace.connectors.jdbc.MarketTables;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.jdbc.Table;
import io.millrace.connectors.jdbc.UpsertSink;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Resolution;
import io.millrace.flink.job.ReplayStreams;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The tables of a run: what leaves the stages, as idempotent upserts. */
public final class RunTables {

    private final DatabaseAddress address;
    private final BatchOptions batches;

    private RunTables(DatabaseAddress address, BatchOptions batches) {
        this.address = address;
        this.batches = batches;
    }
}
