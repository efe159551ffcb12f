package io.millrace.connectors.files;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a row of one file keeps what, and what its time means.
 *
 * <p>Columns are counted from 0; -1 says that the file has no such column.
 *
 * @param columns fields that every row has to have
 * @param headerLines lines before the first row: 0 or 1
 * @param close the price of a trade, where the rows are trades
 * @param volume the size of a trade, where the rows are trades
 * @param priceScale decimal places by which printed prices are to be shifted: 4 for 1/10000 dollars
 * @param pattern for {@link TimeFormat#PATTERN}
 * @param zone of local times, such as {@code America/New_York}; null refuses local times
 * @param epochDay the date of {@link TimeFormat#DAY_MILLIS}
 * @param endStamped whether a bar bears its end rather than its start
 */
public record RowLayout(
        TapeKind kind,
        char delimiter,
        int headerLines,
        int columns,
        int symbol,
        int time,
        int open,
        int high,
        int low,
        int close,
        int volume,
        int priceScale,
        TimeFormat timeFormat,
        @Nullable String pattern,
        @Nullable String zone,
        long epochDay,
        boolean endStamped,
        RowOrder order)
        implements Serializable {

    RowLayout withOrder(RowOrder other) {
        return new RowLayout(
                kind,
                delimiter,
                headerLines,
                columns,
                symbol,
                time,
                open,
                high,
                low,
                close,
                volume,
                priceScale,
                timeFormat,
                pattern,
                zone,
                epochDay,
                endStamped,
                other);
    }
}
