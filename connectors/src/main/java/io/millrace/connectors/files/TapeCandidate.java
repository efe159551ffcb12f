package io.millrace.connectors.files;

import io.millrace.domain.market.Resolution;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is known how to read and not yet known what it holds.
 *
 * @param entry the entry inside a zip, or null
 * @param symbol the symbol of every row, or null where a column names it
 * @param resolution what the file says of itself, or null where it does not
 * @param orderDeclared whether somebody wrote down in which order the rows stand
 */
record TapeCandidate(
        Path path,
        @Nullable String entry,
        String name,
        RowLayout layout,
        @Nullable Resolution resolution,
        @Nullable String symbol,
        boolean orderDeclared) {}
