/** Savepoints that are looked into. */
@NullMarked
package io.millrace.control.state;

import org.jspecify.annotations.NullMarked;
