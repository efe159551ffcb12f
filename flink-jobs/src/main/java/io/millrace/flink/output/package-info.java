/** Where the streams of a replay go: result files, tables and fingerprints. */
@NullMarked
package io.millrace.flink.output;

import org.jspecify.annotations.NullMarked;
