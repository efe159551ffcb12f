package io.millrace.flink.job;

import io.millrace.domain.market.MarketEvent;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** A planted fault: one bar of one symbol arrives after the next one. */
final class SwapsTwo implements FlatMapFunction<MarketEvent, MarketEvent> {

    private static final long serialVersionUID = 1L;
    private static final String SYMBOL = "SYN0001";
    private static final long POSITION = 100;

    private transient @Nullable MarketEvent held;

    @Override
    public void flatMap(MarketEvent event, Collector<MarketEvent> out) {
        boolean mine = event.requireBar().symbol().equals(SYMBOL);
        if (mine && event.position() == POSITION) {
            held = event;
            return;
        }
        out.collect(event);
        if (mine && held != null) {
            out.collect(held);
            held = null;
        }
    }
}
