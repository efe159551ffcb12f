/** What a supervisor promises. */
@NullMarked
package io.millrace.stack.supervisor;

import org.jspecify.annotations.NullMarked;
