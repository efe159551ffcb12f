package io.millrace.flink.market;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import io.millrace.flink.observe.OperatorMetrics;
import io.millrace.observe.Metric;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets a symbol's bars through in ascending order, each interval once, inside sessions only. A
 * single row cannot show these faults; the source has already judged what it can.
 */
public final class BarValidation extends KeyedProcessFunction<String, MarketEvent, Bar> {

    private static final long serialVersionUID = 1L;

    private final Market market;

    private transient ValueState<Long> newestStart;
    private transient SessionCalendar calendar;
    private transient @Nullable TradingSession session;
    private transient OperatorMetrics metrics;

    public BarValidation(Market market) {
        this.market = market;
    }

    @Override
    public void open(OpenContext context) {
        calendar = market.calendar();
        metrics = new OperatorMetrics(getRuntimeContext().getMetricGroup());
        newestStart =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("newest-start", Types.LONG));
    }

    @Override
    public void processElement(MarketEvent event, Context context, Collector<Bar> out)
            throws Exception {
        Bar bar = event.requireBar();
        Long newest = newestStart.value();
        // the last instant of a bar tells its session: a LEAN hour bar starts before the open
        if (!isInSession(bar.endMillis() - 1)) {
            reject(event, bar, RejectionCode.OUTSIDE_SESSION, "a bar inside a session", context);
        } else if (newest != null && bar.startMillis() == newest) {
            reject(event, bar, RejectionCode.DUPLICATE, "one bar per interval", context);
        } else if (newest != null && bar.startMillis() < newest) {
            String after = "later than " + Instant.ofEpochMilli(newest);
            reject(event, bar, RejectionCode.OUT_OF_ORDER, after, context);
        } else {
            newestStart.update(bar.startMillis());
            out.collect(bar);
        }
    }

    /**
     * Asks the calendar once per session: nearly every bar lies in the session of the one before.
     */
    private boolean isInSession(long atMillis) {
        if (session == null || !session.contains(atMillis)) {
            session = calendar.covers(atMillis) ? calendar.sessionAt(atMillis).orElse(null) : null;
        }
        return session != null;
    }

    private void reject(
            MarketEvent event, Bar bar, RejectionCode code, String expectation, Context context) {
        metrics.count(Metric.EVENTS_FAILED, MarketStage.NAME, code.name());
        context.output(
                MarketStage.DEAD_LETTERS,
                new DeadLetter(
                        event.source(),
                        event.position(),
                        code,
                        bar.symbol() + "," + Instant.ofEpochMilli(bar.startMillis()),
                        expectation));
    }
}
