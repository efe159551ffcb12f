package io.millrace.flink.market;

import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.observe.OperatorMetrics;
import io.millrace.observe.Metric;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Passes on what the source could read, counts it, and sends the rest to the dead letters. */
final class ReadableEvents extends ProcessFunction<MarketEvent, MarketEvent> {

    private static final long serialVersionUID = 1L;

    private transient LongCounter read;
    private transient OperatorMetrics metrics;
    private transient Counter processed;

    @Override
    public void open(OpenContext context) {
        // progress for people only: an accumulator starts anew when a job restarts
        read = new LongCounter();
        getRuntimeContext().addAccumulator(MarketProgress.EVENTS_READ, read);
        metrics = new OperatorMetrics(getRuntimeContext().getMetricGroup());
        processed = metrics.counter(Metric.EVENTS_PROCESSED, MarketStage.NAME);
    }

    @Override
    public void processElement(MarketEvent event, Context context, Collector<MarketEvent> out) {
        read.add(1);
        processed.inc();
        DeadLetter rejected = event.rejected();
        if (rejected == null) {
            out.collect(event);
        } else {
            metrics.count(Metric.EVENTS_FAILED, MarketStage.NAME, rejected.code().name());
            context.output(MarketStage.DEAD_LETTERS, rejected);
        }
    }
}
