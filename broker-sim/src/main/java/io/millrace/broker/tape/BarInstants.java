package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.MarketEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The instants of a tape of bars: all bars that end together. */
final class BarInstants implements InstantBuilder {

    private final SoundBars sound;
    private final List<Bar> together = new ArrayList<>();
    private long atMillis = Long.MIN_VALUE;

    BarInstants(SoundBars sound) {
        this.sound = sound;
    }

    @Override
    public void take(MarketEvent event, long eventMillis, Consumer<TapeInstant> out) {
        Bar bar = event.requireBar();
        if (bar.endMillis() < atMillis || !sound.lets(bar)) {
            return;
        }
        if (bar.endMillis() > atMillis) {
            finish(out);
            atMillis = bar.endMillis();
        }
        together.add(bar);
    }

    @Override
    public void finish(Consumer<TapeInstant> out) {
        if (!together.isEmpty()) {
            out.accept(new TapeInstant(atMillis, List.copyOf(together), List.of()));
            together.clear();
        }
    }
}
