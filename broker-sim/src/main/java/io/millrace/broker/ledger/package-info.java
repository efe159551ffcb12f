/**
 * The broker's memory on disk: one JSON object per line, only ever appended to, and on the disk
 * before anybody hears of it.
 *
 * <p>Every row is {@code {"seq":n,"wall":"...Z","at":"...Z","type":...}}: its number from 1, the
 * wall clock, market time, and what it is. Rows that belong together have {@code "more":true} on
 * all but the last; a last line that was cut, and rows that wait for more, are cut off when the
 * ledger is opened. The types are listed in {@code docs/broker-sim.md}.
 */
@NullMarked
package io.millrace.broker.ledger;

import org.jspecify.annotations.NullMarked;
