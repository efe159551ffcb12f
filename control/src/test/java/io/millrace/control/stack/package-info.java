/** What the commands about the servers of this machine promise. */
@NullMarked
package io.millrace.control.stack;

import org.jspecify.annotations.NullMarked;
