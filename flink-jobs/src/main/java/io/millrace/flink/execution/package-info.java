/** The execution stage: the gates before the broker, and the way of a request through them. */
@NullMarked
package io.millrace.flink.execution;

import org.jspecify.annotations.NullMarked;
