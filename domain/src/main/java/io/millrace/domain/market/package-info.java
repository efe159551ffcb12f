/** What the market says: bars, trades, sessions, and rows that could not be read. */
@NullMarked
package io.millrace.domain.market;

import org.jspecify.annotations.NullMarked;
