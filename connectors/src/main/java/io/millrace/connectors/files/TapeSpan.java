package io.millrace.connectors.files;

import io.millrace.domain.market.Resolution;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look through a file found.
 *
 * @param stamped rows with a symbol and a time
 * @param matching rows of those that a run may want
 * @param firstMillis oldest stamp, where any row is stamped
 * @param symbols every symbol in the file
 * @param matched symbols of the matching rows
 * @param newestFirst whether the rows stand in the opposite order
 * @param bySymbol whether the rows stand symbol after symbol
 * @param measured the resolution that the rows look like, or null
 */
record TapeSpan(
        long rows,
        long stamped,
        long matching,
        long firstMillis,
        long lastMillis,
        Set<String> symbols,
        Set<String> matched,
        boolean newestFirst,
        boolean bySymbol,
        @Nullable Resolution measured) {}
