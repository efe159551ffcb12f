/** What a registry as a process promises. */
@NullMarked
package io.millrace.stack.registry;

import org.jspecify.annotations.NullMarked;
