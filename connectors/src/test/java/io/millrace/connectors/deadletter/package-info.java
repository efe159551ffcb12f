/** Dead letters and the way back. */
@NullMarked
package io.millrace.connectors.deadletter;

import org.jspecify.annotations.NullMarked;
