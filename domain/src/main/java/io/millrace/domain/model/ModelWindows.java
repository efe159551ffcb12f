package io.millrace.domain.model;

import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.feature.SessionClock;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One symbol's way to its next model window: the rows of the newest bars that follow each other
 * without a gap. Training sets and the served stage both read windows from here and nowhere else.
 *
 * <p>Successive states share their arrays: a row is written behind the end of the state before it,
 * where that one does not look. {@code claimed} says how far the arrays are taken, so a second
 * state made from the same one, or one that came back from a snapshot, copies them first.
 *
 * @param definition version of the definition that the rows were made for; another one starts anew
 * @param rows how many bars lie in a row without a gap, at most the lookback
 * @param end one past the newest row
 * @param endMillis the end of the newest bar
 * @param clock in the newest bar's session
 * @param observed rows of observed inputs
 * @param known rows of known inputs
 * @param room how many rows the arrays have room for
 * @param claimed one number: how many rows of the arrays are taken
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, below
public record ModelWindows(
        String definition,
        int rows,
        int end,
        long endMillis,
        SessionClock clock,
        float[] observed,
        float[] known,
        int room,
        int[] claimed) {

    private static final float[] NONE = new float[0];

    /** A state that has seen no bar. */
    public static ModelWindows empty() {
        return new ModelWindows("", 0, 0, 0, SessionClock.closed(), NONE, NONE, 0, new int[1]);
    }

    /**
     * Folds in the symbol's next bar. A bar outside of every session, and one of which an observed
     * input is not ready, ends what was gathered.
     *
     * @param features of that bar
     */
    public ModelWindows next(
            Bar bar, FeatureVector features, ModelDefinition model, SessionCalendar calendar) {
        SessionClock now = clock.at(bar.startMillis(), calendar);
        if (now.session() == null || !allReady(bar, features, model)) {
            return new ModelWindows(
                    definition, 0, end, endMillis, clock, observed, known, room, claimed);
        }
        boolean sameRows = definition.equals(model.version());
        int before = sameRows && rows > 0 && follows(bar, now, model, calendar) ? rows : 0;
        ModelWindows roomy = sameRows && hasRoom() ? this : copied(before, model);
        roomy.write(bar, features, now, model, calendar);
        return new ModelWindows(
                model.version(),
                Math.min(before + 1, model.lookback()),
                roomy.end + 1,
                bar.endMillis(),
                now,
                roomy.observed,
                roomy.known,
                roomy.room,
                roomy.claimed);
    }

    /**
     * The window that ends with the bar, or empty while there are too few bars.
     *
     * @param bar the bar that was folded in last
     */
    public Optional<ModelWindow> window(Bar bar, ModelDefinition model, SessionCalendar calendar) {
        if (rows < model.lookback()
                || endMillis != bar.endMillis()
                || !definition.equals(model.version())) {
            return Optional.empty();
        }
        int lookback = model.lookback();
        int width = model.known().size();
        float[] aheadToo = Arrays.copyOf(live(known), (lookback + model.horizons().size()) * width);
        int at = lookback * width;
        for (int horizon : model.horizons()) {
            at = putAhead(aheadToo, at, bar, horizon, model, calendar);
        }
        return Optional.of(new ModelWindow(bar.symbol(), endMillis, live(observed), aheadToo));
    }

    private int putAhead(
            float[] into,
            int from,
            Bar bar,
            int horizon,
            ModelDefinition model,
            SessionCalendar calendar) {
        TradingSession session = Objects.requireNonNull(clock.session());
        long end = HorizonEnd.endMillis(bar, horizon, session, model, calendar);
        long atMillis = model.crossesSessions() ? end : Math.min(end, session.closeMillis());
        // an instant at which one session ends and the next begins belongs to the one that ends
        SessionClock then = clock.at(atMillis - 1, calendar);
        return put(into, from, model.known(), then, atMillis, calendar);
    }

    private static int put(
            float[] into,
            int from,
            List<KnownInput> inputs,
            SessionClock clock,
            long atMillis,
            SessionCalendar calendar) {
        int at = from;
        for (KnownInput input : inputs) {
            into[at++] = input.of(clock, atMillis, calendar.fullSessionMinutes());
        }
        return at;
    }

    private static boolean allReady(Bar bar, FeatureVector features, ModelDefinition model) {
        for (ObservedInput input : model.observed()) {
            OptionalDouble value = input.of(bar, features);
            if (value.isEmpty() || !Float.isFinite((float) value.getAsDouble())) {
                return false;
            }
        }
        return true;
    }

    private boolean follows(
            Bar bar, SessionClock now, ModelDefinition model, SessionCalendar calendar) {
        if (now.equals(clock)) {
            return bar.startMillis() == endMillis;
        }
        return model.crossesSessions()
                && endMillis == closeMillis()
                && bar.startMillis() == calendar.nextSession(endMillis).openMillis();
    }

    private long closeMillis() {
        TradingSession session = clock.session();
        return session == null ? endMillis : session.closeMillis();
    }

    private boolean hasRoom() {
        return end < room && claimed[0] == end;
    }

    /** The newest rows, with all the room that there can be behind them. */
    private ModelWindows copied(int kept, ModelDefinition model) {
        int from = end - kept;
        // a quarter more than a window: a row is copied four times at most, a snapshot stays small
        int rowsOfRoom = model.lookback() + Math.max(1, model.lookback() / 4);
        return new ModelWindows(
                model.version(),
                kept,
                kept,
                endMillis,
                clock,
                copied(observed, from, kept, model.observed().size(), rowsOfRoom),
                copied(known, from, kept, model.known().size(), rowsOfRoom),
                rowsOfRoom,
                new int[] {kept});
    }

    private static float[] copied(float[] cells, int from, int kept, int width, int room) {
        float[] fresh = new float[room * width];
        System.arraycopy(cells, from * width, fresh, 0, kept * width);
        return fresh;
    }

    private void write(
            Bar bar,
            FeatureVector features,
            SessionClock now,
            ModelDefinition model,
            SessionCalendar calendar) {
        int at = end * model.observed().size();
        for (ObservedInput input : model.observed()) {
            observed[at++] = (float) input.of(bar, features).orElseThrow();
        }
        put(known, end * model.known().size(), model.known(), now, bar.endMillis(), calendar);
        claimed[0] = end + 1;
    }

    private float[] live(float[] cells) {
        int width = room == 0 ? 0 : cells.length / room;
        return Arrays.copyOfRange(cells, (end - rows) * width, end * width);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelWindows that
                && definition.equals(that.definition)
                && rows == that.rows
                && endMillis == that.endMillis
                && clock.equals(that.clock)
                && Arrays.equals(live(observed), that.live(that.observed))
                && Arrays.equals(live(known), that.live(that.known));
    }

    @Override
    public int hashCode() {
        return 31 * definition.hashCode() + Long.hashCode(endMillis);
    }

    @Override
    public String toString() {
        return definition + ":" + rows + "@" + endMillis;
    }
}
