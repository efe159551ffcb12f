package io.millrace.broker.tape;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import java.util.List;

/**
 * What a tape makes known at one instant.
 *
 * @param bars the bars that end there, by symbol
 * @param trades the trades of those bars, in order; empty on a tape of bars
 */
record TapeInstant(long atMillis, List<Bar> bars, List<Trade> trades) {}
