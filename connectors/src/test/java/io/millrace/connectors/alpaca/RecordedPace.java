package io.millrace.connectors.alpaca;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that moves only while somebody waits, and nobody waits long. */
final class RecordedPace implements Pace {

    static final long START = 1_800_000_000_000L;

    final List<Long> pauses = new CopyOnWriteArrayList<>();

    @Override
    public long nowMillis() {
        return START + pauses.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void pause(long millis) {
        pauses.add(millis);
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
