package io.millrace.connectors.files.synthetic;

import io.millrace.domain.market.Bar;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The bars of many symbols in the order of time, and within a minute in the order of the symbols.
 */
final class MergedBars implements Iterator<Bar> {

    private static final long NEVER = Long.MAX_VALUE;

    private final SymbolBars[] symbols;
    private long minute;
    private int place;

    MergedBars(List<SymbolBars> symbols) {
        this.symbols = symbols.toArray(new SymbolBars[0]);
        this.minute = earliest();
        advance();
    }

    @Override
    public boolean hasNext() {
        return minute != NEVER;
    }

    @Override
    public Bar next() {
        if (minute == NEVER) {
            throw new NoSuchElementException();
        }
        Bar bar = symbols[place].next();
        place++;
        advance();
        return bar;
    }

    /** Goes to the next symbol that traded in this minute, or on to the next minute. */
    private void advance() {
        while (minute != NEVER) {
            while (place < symbols.length) {
                if (startOf(symbols[place]) == minute) {
                    return;
                }
                place++;
            }
            place = 0;
            minute = earliest();
        }
    }

    private long earliest() {
        long earliest = NEVER;
        for (SymbolBars symbol : symbols) {
            earliest = Math.min(earliest, startOf(symbol));
        }
        return earliest;
    }

    private static long startOf(SymbolBars symbol) {
        Bar next = symbol.peek();
        return next == null ? NEVER : next.startMillis();
    }
}
