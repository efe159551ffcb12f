/** The wirings of stages to sources and sinks. */
@NullMarked
package io.millrace.flink.job;

import org.jspecify.annotations.NullMarked;
