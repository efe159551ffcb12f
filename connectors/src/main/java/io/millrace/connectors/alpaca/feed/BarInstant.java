package io.millrace.connectors.alpaca.feed;

import io.millrace.domain.market.Bar;
import java.util.List;

/**
 * All bars that end at one instant.
 *
 * @param bars in the order of their symbols
 */
record BarInstant(long atMillis, List<Bar> bars) {}
