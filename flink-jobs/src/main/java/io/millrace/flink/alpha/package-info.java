/** From features to opinions and insights. */
@NullMarked
package io.millrace.flink.alpha;

import org.jspecify.annotations.NullMarked;
