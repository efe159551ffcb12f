package io.millrace.connectors.files.row;

import io.millrace.connectors.files.TapeFile;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.SessionCalendar;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads rows as bars. */
final class BarReader extends RowReader {

    private final BarSpans spans;
    private long[] newest = new long[0];

    BarReader(TapeFile file, TapeFilter filter, SessionCalendar calendar) {
        super(file, filter);
        spans = new BarSpans(file.resolution(), file.layout().endStamped(), calendar);
    }

    @Override
    @Nullable MarketEvent judged(int symbol, long stamp) {
        spans.of(stamp);
        if (!filter.holds(spans.start())) {
            return null;
        }
        double open = number(layout.open(), layout.priceScale());
        double high = number(layout.high(), layout.priceScale());
        double low = number(layout.low(), layout.priceScale());
        double close = number(layout.close(), layout.priceScale());
        double volume = number(layout.volume());
        boolean sound =
                low > 0
                        && low <= open
                        && low <= close
                        && open <= high
                        && close <= high
                        && high < Double.POSITIVE_INFINITY
                        && volume >= 0
                        && volume < Double.POSITIVE_INFINITY;
        if (!sound) {
            return objectionToNumbers();
        }
        if (spans.start() <= newestOf(symbol)) {
            return objectionToPlace(symbol);
        }
        newest[symbol] = spans.start();
        String name = symbols.name(symbol);
        accepted(spans.end(), name);
        return MarketEvent.of(
                file.name(),
                line,
                new Bar(name, spans.start(), spans.end(), open, high, low, close, volume));
    }

    private MarketEvent objectionToNumbers() {
        int[] prices = {layout.open(), layout.high(), layout.low(), layout.close()};
        for (int column : prices) {
            MarketEvent price =
                    objection(column, RejectionCode.PRICE_INVALID, "a price above 0, finite");
            if (price != null) {
                return price;
            }
        }
        MarketEvent volume =
                objection(
                        layout.volume(),
                        RejectionCode.VOLUME_INVALID,
                        "a volume of at least 0, finite");
        if (volume != null) {
            return volume;
        }
        String shown =
                "open=%s high=%s low=%s close=%s"
                        .formatted(
                                fields.text(layout.open()),
                                fields.text(layout.high()),
                                fields.text(layout.low()),
                                fields.text(layout.close()));
        return refused(
                RejectionCode.OHLC_INCONSISTENT, shown, "low <= open, close <= high in every row");
    }

    private MarketEvent objectionToPlace(int symbol) {
        String value = symbols.name(symbol) + " " + fields.text(layout.time());
        return spans.start() == newest[symbol]
                ? refused(RejectionCode.DUPLICATE, value, "one row per symbol and interval")
                : refused(
                        RejectionCode.OUT_OF_ORDER,
                        value,
                        "a start after " + Instant.ofEpochMilli(newest[symbol]));
    }

    private long newestOf(int symbol) {
        if (symbol >= newest.length) {
            int known = newest.length;
            newest = Arrays.copyOf(newest, Math.max(16, 2 * (symbol + 1)));
            Arrays.fill(newest, known, newest.length, Long.MIN_VALUE);
        }
        return newest[symbol];
    }
}
