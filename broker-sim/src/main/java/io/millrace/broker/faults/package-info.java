/** Everything that the simulator can be told to do wrong. */
@NullMarked
package io.millrace.broker.faults;

import org.jspecify.annotations.NullMarked;
