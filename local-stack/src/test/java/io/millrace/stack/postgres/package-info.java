/** What an embedded database promises. */
@NullMarked
package io.millrace.stack.postgres;

import org.jspecify.annotations.NullMarked;
