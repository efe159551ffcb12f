/** Clients of another make. */
@NullMarked
package io.millrace.modelserver.peer;

import org.jspecify.annotations.NullMarked;
