package io.millrace.connectors.files.synthetic;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.TradingSession;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The minute bars of one invented symbol, oldest first: a geometric random walk in cents. */
final class SymbolBars implements Iterator<Bar> {

    private static final long MINUTE_MILLIS = 60_000L;
    private static final double JUMPS_PER_MINUTE = 0.002;
    private static final double HALF = 0.5;

    private final String symbol;
    private final Iterator<TradingSession> sessions;
    private final Noise noise;
    private final SymbolCharacter character;

    private @Nullable SessionPlan plan;
    private int minute;
    private double price;
    private long lastCents;
    private @Nullable Bar next;

    SymbolBars(String symbol, List<TradingSession> sessions, long seed) {
        this.symbol = symbol;
        this.sessions = sessions.iterator();
        this.noise = Noise.of(seed, symbol);
        this.character = SymbolCharacter.drawn(noise);
        this.price = character.homePrice();
        this.next = traded();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Bar next() {
        Bar bar = next;
        if (bar == null) {
            throw new NoSuchElementException();
        }
        next = traded();
        return bar;
    }

    /** The bar that {@link #next()} will give, or null at the end. */
    @Nullable Bar peek() {
        return next;
    }

    /** The next minute in which anything traded, or null when the sessions are over. */
    private @Nullable Bar traded() {
        while (true) {
            SessionPlan today = plan;
            if (today == null || minute == today.session().minutes()) {
                if (!sessions.hasNext()) {
                    return null;
                }
                today = begin(sessions.next());
            }
            int now = minute++;
            Bar bar = minute(today, now);
            if (!today.isHalted(now) && (now == 0 || !noise.chance(character.quietMinutes()))) {
                lastCents = Math.round(bar.close() * 100);
                return bar;
            }
        }
    }

    private SessionPlan begin(TradingSession session) {
        SessionPlan drawn = SessionPlan.drawn(session, character, price, noise);
        plan = drawn;
        minute = 0;
        price = drawn.openPrice();
        lastCents = Math.round(price);
        return drawn;
    }

    private Bar minute(SessionPlan today, int now) {
        double busyness = today.busyness(now);
        double surprise = noise.bell() * (noise.chance(JUMPS_PER_MINUTE) ? 4 : 1);
        double deviation = today.volatility() * (HALF + HALF * busyness);
        price *= 1 + deviation * surprise;
        long open = lastCents;
        long close = Math.max(1, Math.round(price));
        double wick = deviation * price;
        long high = Math.max(open, close) + Math.round(wick * noise.uniform());
        long low = Math.max(1, Math.min(open, close) - Math.round(wick * noise.uniform()));
        double crowd = (HALF + HALF * Math.abs(surprise)) * noise.between(HALF, 1.5);
        double volume = Math.max(1, Math.round(today.volumePerMinute() * busyness * crowd));
        long start = today.session().openMillis() + now * MINUTE_MILLIS;
        return new Bar(
                symbol,
                start,
                start + MINUTE_MILLIS,
                open / 100.0,
                high / 100.0,
                low / 100.0,
                close / 100.0,
                volume);
    }
}
