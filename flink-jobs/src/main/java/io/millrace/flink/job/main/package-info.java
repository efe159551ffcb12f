/** The jobs as programs: what a Flink cluster is given to run. */
@NullMarked
package io.millrace.flink.job.main;

import org.jspecify.annotations.NullMarked;
