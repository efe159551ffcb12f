package io.millrace.trainer.window;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import io.millrace.domain.model.HorizonEnd;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.ModelWindows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One symbol's windows on their way into a training set: each waits until the last of its horizons
 * has come, or until it is clear that one never will.
 */
final class SymbolWindows {

    private final int symbol;
    private final ModelDefinition model;
    private final SessionCalendar calendar;
    private final WindowRows rows = new WindowRows();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final NavigableMap<Long, Double> closes = new TreeMap<>();
    private final Deque<Bar> bars = new ArrayDeque<>();
    private final List<WindowPlace> complete = new ArrayList<>();
    private ModelWindows state = ModelWindows.empty();
    private boolean windowBefore;
    private int withoutTarget;

    /**
     * A symbol that has no bar yet.
     *
     * @param symbol place in the vocabulary, from 1
     */
    SymbolWindows(int symbol, ModelDefinition model, SessionCalendar calendar) {
        this.symbol = symbol;
        this.model = model;
        this.calendar = calendar;
    }

    void take(FeatureRow row) {
        Bar bar = row.bar();
        state = state.next(bar, row.features(), model, calendar);
        closes.put(bar.endMillis(), bar.close());
        bars.add(bar);
        if (bars.size() > model.lookback()) {
            bars.remove();
        }
        settle(bar.endMillis());
        Optional<ModelWindow> window = state.window(bar, model, calendar);
        window.ifPresent(found -> await(found, bar));
        windowBefore = window.isPresent();
    }

    /** The windows whose horizons have all come, in the order of time. */
    List<WindowPlace> complete() {
        return complete;
    }

    /** Windows that were left out because a horizon lies behind the session or in a gap. */
    int withoutTarget() {
        return withoutTarget;
    }

    /** Windows whose horizons lie behind the end of the data. */
    int unfinished() {
        return waiting.size();
    }

    private void await(ModelWindow window, Bar bar) {
        if (windowBefore) {
            rows.addNewest(window, model);
        } else {
            rows.addAll(window, model);
        }
        TradingSession session = calendar.sessionAt(bar.startMillis()).orElseThrow();
        long[] ends = new long[model.horizons().size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = HorizonEnd.endMillis(bar, model.horizons().get(i), session, model, calendar);
            if (!model.crossesSessions() && ends[i] > session.closeMillis()) {
                withoutTarget++;
                return;
            }
        }
        float[] ahead =
                Arrays.copyOfRange(
                        window.known(),
                        model.lookback() * model.known().size(),
                        window.known().length);
        waiting.add(
                new Waiting(
                        bar.endMillis(),
                        bars.getFirst().startMillis(),
                        bar.close(),
                        rows.count() - model.lookback(),
                        ends,
                        ahead));
    }

    private void settle(long nowMillis) {
        while (!waiting.isEmpty() && waiting.getFirst().lastEnd() <= nowMillis) {
            Waiting one = waiting.remove();
            Optional<float[]> targets = targets(one);
            targets.ifPresent(
                    returns ->
                            complete.add(
                                    new WindowPlace(
                                            symbol,
                                            one.fromMillis(),
                                            one.atMillis(),
                                            one.ends()[0],
                                            one.lastEnd(),
                                            rows,
                                            one.firstRow(),
                                            one.ahead(),
                                            returns)));
            withoutTarget += targets.isPresent() ? 0 : 1;
        }
        long oldest = waiting.isEmpty() ? nowMillis : waiting.getFirst().atMillis();
        closes.headMap(oldest).clear();
    }

    private Optional<float[]> targets(Waiting one) {
        float[] returns = new float[one.ends().length];
        for (int i = 0; i < returns.length; i++) {
            Double close = closes.get(one.ends()[i]);
            if (close == null) {
                return Optional.empty();
            }
            returns[i] = (float) (close / one.close() - 1);
        }
        return Optional.of(returns);
    }

    /** A window whose horizons are still to come. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Waiting(
            long atMillis,
            long fromMillis,
            double close,
            int firstRow,
            long[] ends,
            float[] ahead) {

        long lastEnd() {
            return ends[ends.length - 1];
        }
    }
}
