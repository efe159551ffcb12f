package io.millrace.connectors.files;

import io.millrace.domain.market.Resolution;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of a tape, or one entry of a zip, and how to read it.
 *
 * @param path where it lies
 * @param entry the entry inside a zip, or null
 * @param name what dead letters and the manifest call it; the same wherever the folder lies
 * @param symbol the symbol of every row, or null where a column names it
 * @param symbols the symbols of its rows that are wanted, in order
 * @param firstMillis no event of this file is older
 * @param lastMillis about where it ends; only for planning
 * @param rows rows in it, estimated where {@code exactRows} is false
 * @param bytes size on disk
 */
public record TapeFile(
        String path,
        @Nullable String entry,
        String name,
        RowLayout layout,
        Resolution resolution,
        @Nullable String symbol,
        List<String> symbols,
        long firstMillis,
        long lastMillis,
        long rows,
        boolean exactRows,
        long bytes)
        implements Serializable {

    /** What a checkpoint knows the file by. */
    String id() {
        return entry == null ? path : path + "!" + entry;
    }

    TapeFile named(String other) {
        return new TapeFile(
                path,
                entry,
                other,
                layout,
                resolution,
                symbol,
                symbols,
                firstMillis,
                lastMillis,
                rows,
                exactRows,
                bytes);
    }
}
