/** Dead letters at rest, and the way back for those that came from a topic. */
@NullMarked
package io.millrace.connectors.deadletter;

import org.jspecify.annotations.NullMarked;
