/** What was inferred and how long it took. */
@NullMarked
package io.millrace.modelserver.metrics;

import org.jspecify.annotations.NullMarked;
