/** The market data API, spoken to. */
@NullMarked
package io.millrace.broker.data;

import org.jspecify.annotations.NullMarked;
