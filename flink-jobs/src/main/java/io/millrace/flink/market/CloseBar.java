package io.millrace.flink.market;

import io.millrace.domain.market.BarInProgress;
import io.millrace.domain.market.MarketEvent;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Stamps a finished bar with its symbol and interval. */
final class CloseBar extends ProcessWindowFunction<BarInProgress, MarketEvent, String, TimeWindow> {

    private static final long serialVersionUID = 1L;
    private static final String SOURCE = "trades";

    @Override
    public void process(
            String symbol,
            Context context,
            Iterable<BarInProgress> complete,
            Collector<MarketEvent> out) {
        TimeWindow window = context.window();
        for (BarInProgress bar : complete) {
            out.collect(
                    MarketEvent.of(
                            SOURCE,
                            window.getStart(),
                            bar.over(symbol, window.getStart(), window.getEnd())));
        }
    }
}
