/** What every server as a process promises. */
@NullMarked
package io.millrace.stack.server;

import org.jspecify.annotations.NullMarked;
