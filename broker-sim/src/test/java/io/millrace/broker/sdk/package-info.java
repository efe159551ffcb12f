/** Alpaca's own client libraries, unchanged, in a session with the broker. */
@NullMarked
package io.millrace.broker.sdk;

import org.jspecify.annotations.NullMarked;
