/**
 * The two records that cross the network once per bar, written by hand: Flink's reflective form of
 * them costs as much as all features of a bar.
 *
 * <p>These forms live between two subtasks of one job only. State and topics use forms that can
 * evolve.
 */
@NullMarked
package io.millrace.flink.wire;

import org.jspecify.annotations.NullMarked;
