package io.millrace.connectors.files.row;

import io.millrace.connectors.files.RowLayout;
import io.millrace.connectors.files.TapeFile;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns one line after the other into what it says, judging what one row or one file can show.
 *
 * <p>The checks run from the outside in: columns, symbol, time, numbers, then the row's place among
 * its neighbours. The first objection is the row's dead letter.
 */
abstract class RowReader {

    private static final int LONGEST_QUOTATION = 1000;

    protected final TapeFile file;
    protected final RowLayout layout;
    protected final TapeFilter filter;
    protected final Symbols symbols;
    protected final Fields fields;
    private final Stamps stamps;
    private final int onlySymbol;
    protected long line;
    protected long ordinal;
    private long eventMillis;
    private String eventSymbol = "";

    RowReader(TapeFile file, TapeFilter filter) {
        this.file = file;
        this.filter = filter;
        layout = file.layout();
        symbols = new Symbols(filter.symbols());
        fields = new Fields(layout.delimiter());
        stamps = new Stamps(layout);
        onlySymbol = file.symbol() == null ? Symbols.EMPTY : symbols.number(file.symbol());
        eventMillis = file.firstMillis();
    }

    /** The event of the current line, or null where the row is not wanted. */
    final @Nullable MarketEvent read(Lines lines) {
        line = lines.number();
        ordinal++;
        int count = fields.cut(lines);
        if (count != layout.columns()) {
            return refused(
                    RejectionCode.COLUMN_COUNT,
                    quoted(lines),
                    count < 0 ? "closed quotes" : layout.columns() + " columns");
        }
        int symbol = symbol();
        if (symbol == Symbols.EMPTY) {
            return refused(RejectionCode.SYMBOL_UNKNOWN, "", "a symbol");
        }
        return symbol == Symbols.UNWANTED ? null : timed(symbol);
    }

    /** Event time of the last event; a dead letter takes that of the good row before it. */
    final long eventMillis() {
        return eventMillis;
    }

    /** Symbol of the last good row, or empty text before it. */
    final String eventSymbol() {
        return eventSymbol;
    }

    abstract @Nullable MarketEvent judged(int symbol, long stamp);

    final void accepted(long millis, String symbol) {
        eventMillis = millis;
        eventSymbol = symbol;
    }

    final MarketEvent refused(RejectionCode code, String value, String expectation) {
        return MarketEvent.of(new DeadLetter(file.name(), line, code, value, expectation));
    }

    /** The objection to a number that is not finite. */
    final @Nullable MarketEvent objection(int column, RejectionCode code, String expectation) {
        double value = number(column);
        if (Double.isNaN(value) && !Decimals.namesNoFiniteNumber(fields.text(column))) {
            return refused(RejectionCode.NUMBER_UNREADABLE, fields.text(column), "a number");
        }
        boolean price = code == RejectionCode.PRICE_INVALID;
        boolean good = Double.isFinite(value) && (price ? value > 0 : value >= 0);
        return good ? null : refused(code, fields.text(column), expectation);
    }

    final double number(int column) {
        return number(column, 0);
    }

    final double number(int column, int scale) {
        return Decimals.parse(fields.bytes(), fields.from(column), fields.to(column), scale);
    }

    private int symbol() {
        int column = layout.symbol();
        return column < 0
                ? onlySymbol
                : symbols.number(fields.bytes(), fields.from(column), fields.to(column));
    }

    private @Nullable MarketEvent timed(int symbol) {
        int column = layout.time();
        long stamp = stamps.parse(fields.bytes(), fields.from(column), fields.to(column));
        if (stamp == Stamps.UNREADABLE) {
            return refused(
                    RejectionCode.TIME_UNREADABLE, fields.text(column), stamps.expectation());
        }
        return stamp == Stamps.MIXED
                ? refused(RejectionCode.TIME_ZONE_MIXED, fields.text(column), stamps.form())
                : judged(symbol, stamp);
    }

    private static String quoted(Lines lines) {
        int length = Math.min(LONGEST_QUOTATION, lines.to() - lines.from());
        return new String(lines.bytes(), lines.from(), length, StandardCharsets.UTF_8);
    }
}
