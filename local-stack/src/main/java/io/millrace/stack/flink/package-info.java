/** A real Flink session cluster as processes. */
@NullMarked
package io.millrace.stack.flink;

import org.jspecify.annotations.NullMarked;
