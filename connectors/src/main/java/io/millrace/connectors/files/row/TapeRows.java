package io.millrace.connectors.files.row;

import io.millrace.connectors.files.TapeFile;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeKind;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.SessionCalendar;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The events of one file, in the order in which it is read. */
public final class TapeRows implements Closeable {

    private final Lines lines;
    private final RowReader reader;
    private final int place;
    private @Nullable MarketEvent event;

    /**
     * The rows of a file from the first one on.
     *
     * @param place of the file on its tape, counted from 0
     */
    public TapeRows(
            TapeFile file, int place, Lines lines, TapeFilter filter, SessionCalendar calendar) {
        this.lines = lines;
        this.place = place;
        reader =
                file.layout().kind() == TapeKind.BARS
                        ? new BarReader(file, filter, calendar)
                        : new TradeReader(file, filter, place);
    }

    /** Moves to the next wanted row; false at the end of the file. */
    public boolean next() throws IOException {
        event = null;
        while (event == null && lines.next()) {
            event = reader.read(lines);
        }
        return event != null;
    }

    /** Reads {@code rows} rows once more, to stand where another reader stood after them. */
    public void skip(long rows) throws IOException {
        while (reader.ordinal < rows && lines.next()) {
            event = reader.read(lines);
        }
    }

    /** The row that the last move came to. */
    public MarketEvent event() {
        if (event == null) {
            throw new IllegalStateException("no current row");
        }
        return event;
    }

    public long eventMillis() {
        return reader.eventMillis();
    }

    /** What orders bars of the same instant. */
    public String symbol() {
        return reader.eventSymbol();
    }

    public int place() {
        return place;
    }

    /** Rows read so far, wanted or not, the current one included. */
    public long rows() {
        return reader.ordinal;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
