/** Ports for servers that are started again. */
@NullMarked
package io.millrace.stack.port;

import org.jspecify.annotations.NullMarked;
