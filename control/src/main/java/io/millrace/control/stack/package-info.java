/** The commands about the servers of this machine: up, down, and how they stand. */
@NullMarked
package io.millrace.control.stack;

import org.jspecify.annotations.NullMarked;
