/** How operators show their metrics, whoever reads them: Flink's reporter, or a process of ours. */
@NullMarked
package io.millrace.flink.observe;

import org.jspecify.annotations.NullMarked;
