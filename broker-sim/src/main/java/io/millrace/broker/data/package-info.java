/** The market data API: history over HTTP, and the market as it happens over sockets. */
@NullMarked
package io.millrace.broker.data;

import org.jspecify.annotations.NullMarked;
