/** The simulated exchange: event-time fills without look-ahead. */
@NullMarked
package io.millrace.domain.venue;

import org.jspecify.annotations.NullMarked;
