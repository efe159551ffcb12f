/** The life of jobs on a Flink cluster: submitted, saved, upgraded, rescaled and stopped. */
@NullMarked
package io.millrace.control.cluster;

import org.jspecify.annotations.NullMarked;
