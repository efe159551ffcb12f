/** The inference stage in Flink's harness and on Flink's own cluster. */
@NullMarked
package io.millrace.flink.inference;

import org.jspecify.annotations.NullMarked;
