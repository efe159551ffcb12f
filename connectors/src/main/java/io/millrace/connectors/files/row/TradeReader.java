package io.millrace.connectors.files.row;

import io.millrace.connectors.files.TapeFile;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.Trade;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as trades.
 *
 * <p>The order of trades is not judged here: how late a print may be is decided where trades become
 * bars.
 */
final class TradeReader extends RowReader {

    private static final int ROW_BITS = 40;

    private final long firstSequence;

    TradeReader(TapeFile file, TapeFilter filter, int place) {
        super(file, filter);
        firstSequence = (long) place << ROW_BITS;
    }

    @Override
    @Nullable MarketEvent judged(int symbol, long stamp) {
        if (!filter.holds(stamp)) {
            return null;
        }
        double price = number(layout.close(), layout.priceScale());
        double size = number(layout.volume());
        boolean sound =
                price > 0
                        && price < Double.POSITIVE_INFINITY
                        && size >= 0
                        && size < Double.POSITIVE_INFINITY;
        if (!sound) {
            return objectionToNumbers();
        }
        String name = symbols.name(symbol);
        accepted(stamp, "");
        return MarketEvent.of(
                file.name(), new Trade(name, stamp, price, size, firstSequence + ordinal));
    }

    private MarketEvent objectionToNumbers() {
        MarketEvent price =
                objection(layout.close(), RejectionCode.PRICE_INVALID, "a price above 0, finite");
        if (price != null) {
            return price;
        }
        MarketEvent size =
                objection(
                        layout.volume(),
                        RejectionCode.VOLUME_INVALID,
                        "a size of at least 0, finite");
        return size != null
                ? size
                : refused(RejectionCode.NUMBER_UNREADABLE, fields.text(layout.close()), "a number");
    }
}
