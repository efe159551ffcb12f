/** The market of the simulator: a tape, its clock, and everything that it has published. */
@NullMarked
package io.millrace.broker.tape;

import org.jspecify.annotations.NullMarked;
