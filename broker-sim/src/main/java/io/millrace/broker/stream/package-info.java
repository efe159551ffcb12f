/** What happened to orders as streams, and what every socket of the simulator has in common. */
@NullMarked
package io.millrace.broker.stream;

import org.jspecify.annotations.NullMarked;
