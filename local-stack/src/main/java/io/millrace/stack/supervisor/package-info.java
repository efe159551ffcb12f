/** What keeps the servers of a stack running, and what it tells others about them. */
@NullMarked
package io.millrace.stack.supervisor;

import org.jspecify.annotations.NullMarked;
