/** What a cluster as processes promises. */
@NullMarked
package io.millrace.stack.flink;

import org.jspecify.annotations.NullMarked;
