/** Alpaca's trading API: what is asked over HTTP, what is refused, and how answers look. */
@NullMarked
package io.millrace.broker.trading;

import org.jspecify.annotations.NullMarked;
