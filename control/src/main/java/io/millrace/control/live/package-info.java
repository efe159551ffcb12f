/** Paper trading from the command line: the run, its switches and what it says of itself. */
@NullMarked
package io.millrace.control.live;

import org.jspecify.annotations.NullMarked;
