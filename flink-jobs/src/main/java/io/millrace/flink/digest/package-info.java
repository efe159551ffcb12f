/** Fingerprints of streams: the proof that two runs gave the same bytes. */
@NullMarked
package io.millrace.flink.digest;

import org.jspecify.annotations.NullMarked;
