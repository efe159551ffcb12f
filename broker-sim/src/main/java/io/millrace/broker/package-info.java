/**
 * A broker in one process: Alpaca's API over the simulated venue, the clock of a tape, a ledger.
 */
@NullMarked
package io.millrace.broker;

import org.jspecify.annotations.NullMarked;
