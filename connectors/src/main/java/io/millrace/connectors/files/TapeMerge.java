package io.millrace.connectors.files;

import io.millrace.connectors.files.row.TapeLines;
import io.millrace.connectors.files.row.TapeRows;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.SessionCalendar;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The files of a tape as one sequence in the order of event time, then symbol, then file.
 *
 * <p>A file is opened when time reaches its first event and closed after its last, so a year of
 * daily files needs as many open at once as one day has.
 */
final class TapeMerge implements Closeable {

    private final Tape tape;
    private final SessionCalendar calendar;
    private final long[] emitted;
    private final BitSet finished = new BitSet();
    private final PriorityQueue<TapeRows> heads = new PriorityQueue<>(TapeMerge::compare);
    private int nextToOpen;
    private @Nullable TapeRows rowsOfEvent;
    private @Nullable MarketEvent event;
    private long eventMillis;

    /**
     * The tape from where an earlier reading stood.
     *
     * @param reached positions of the files that were opened before; empty for a fresh start
     */
    TapeMerge(Tape tape, List<FilePosition> reached) {
        this.tape = tape;
        calendar = tape.market().calendar();
        emitted = new long[tape.files().size()];
        Map<String, FilePosition> byFile = new HashMap<>();
        reached.forEach(position -> byFile.put(position.file(), position));
        for (int place = 0; place < emitted.length; place++) {
            FilePosition position = byFile.remove(tape.files().get(place).id());
            if (position != null) {
                emitted[place] = position.rows();
                finished.set(place, position.finished());
            }
        }
        if (!byFile.isEmpty()) {
            throw new TapeException(
                    byFile.keySet().iterator().next(),
                    "part of the checkpoint and not of this tape",
                    "the tape that the checkpoint was taken on");
        }
    }

    /** Moves to the next event; false at the end of the tape. */
    boolean next() throws IOException {
        putBack();
        openWhatTimeHasReached();
        TapeRows head = heads.poll();
        if (head == null) {
            return false;
        }
        rowsOfEvent = head;
        event = head.event();
        eventMillis = head.eventMillis();
        return true;
    }

    MarketEvent event() {
        if (event == null) {
            throw new IllegalStateException("no current event");
        }
        return event;
    }

    long eventMillis() {
        return eventMillis;
    }

    /** How far each opened file was read, the current event included. */
    List<FilePosition> positions() {
        List<FilePosition> now = new ArrayList<>();
        TapeRows last = rowsOfEvent;
        for (int place = 0; place < emitted.length; place++) {
            long rows = last != null && last.place() == place ? last.rows() : emitted[place];
            if (rows > 0 || finished.get(place)) {
                String id = tape.files().get(place).id();
                now.add(new FilePosition(id, rows, finished.get(place)));
            }
        }
        return now;
    }

    @Override
    public void close() throws IOException {
        List<TapeRows> open = new ArrayList<>(heads);
        if (rowsOfEvent != null) {
            open.add(rowsOfEvent);
        }
        heads.clear();
        rowsOfEvent = null;
        for (TapeRows rows : open) {
            rows.close();
        }
    }

    /** Moves the file of the last event on and lets it take part again. */
    private void putBack() throws IOException {
        TapeRows rows = rowsOfEvent;
        if (rows != null) {
            rowsOfEvent = null;
            emitted[rows.place()] = rows.rows();
            line(rows);
        }
    }

    private void openWhatTimeHasReached() throws IOException {
        while (nextToOpen < tape.files().size()) {
            TapeRows head = heads.peek();
            TapeFile file = tape.files().get(nextToOpen);
            if (head != null && file.firstMillis() > head.eventMillis()) {
                return;
            }
            open(file, nextToOpen);
            nextToOpen++;
        }
    }

    private void open(TapeFile file, int place) throws IOException {
        if (finished.get(place)) {
            return;
        }
        try {
            TapeRows rows =
                    new TapeRows(file, place, TapeLines.open(file), tape.filter(), calendar);
            rows.skip(emitted[place]);
            line(rows);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    /** Lets a file's next row take part, or closes the file. */
    private void line(TapeRows rows) throws IOException {
        try {
            if (rows.next()) {
                heads.add(rows);
            } else {
                finished.set(rows.place());
                rows.close();
            }
        } catch (IOException unreadable) {
            rows.close();
            throw unreadable(tape.files().get(rows.place()), unreadable);
        }
    }

    private static TapeException unreadable(TapeFile file, IOException cause) {
        return new TapeException(
                file.name(), "unreadable, " + cause.getMessage(), "a readable file", cause);
    }

    private static int compare(TapeRows one, TapeRows other) {
        int order = Long.compare(one.eventMillis(), other.eventMillis());
        if (order == 0) {
            order = one.symbol().compareTo(other.symbol());
        }
        return order != 0 ? order : Integer.compare(one.place(), other.place());
    }
}
