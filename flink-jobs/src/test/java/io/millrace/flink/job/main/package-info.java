/** The jobs as programs. */
@NullMarked
package io.millrace.flink.job.main;

import org.jspecify.annotations.NullMarked;
