/** The server beside the bare runtime and beside a server of another make. */
@NullMarked
package io.millrace.modelserver.bench;

import org.jspecify.annotations.NullMarked;
