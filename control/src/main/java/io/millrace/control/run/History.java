package io.millrace.control.run;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.jdbc.BackfillCheckpoints;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.job.TapeForm;
import java.util.SortedMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What a backfill reads: a past that is the same however often it is read. */
public interface History {

    /** What a person calls it. */
    String label();

    /** What tells it from another history, by the name of each part. */
    SortedMap<String, String> parts();

    /** Which of its rows are wanted. */
    TapeFilter filter();

    TapeForm form();

    /** How many rows it has, as good as they are known. */
    long rows();

    /**
     * Its events.
     *
     * @param backfill the name under which it is read
     * @param progress where it is noted how much is safe
     */
    DataStream<MarketEvent> read(
            StreamExecutionEnvironment env,
            String backfill,
            ReplayPlan plan,
            BackfillCheckpoints progress);

    /** Notes from now on, beside a job that cannot do it itself, how much is safe. */
    Noting noting(String backfill, BackfillCheckpoints progress);

    /** Notes until it is closed. */
    interface Noting extends AutoCloseable {

        /** Whoever needs no noting. */
        Noting NONE =
                new Noting() {
                    @Override
                    public void finished() {}

                    @Override
                    public void close() {}
                };

        /** Nothing is left to read. */
        void finished();

        @Override
        void close();
    }
}
