/** A real schema registry as a process. */
@NullMarked
package io.millrace.stack.registry;

import org.jspecify.annotations.NullMarked;
