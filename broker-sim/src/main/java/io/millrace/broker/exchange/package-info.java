/** The trading side of the simulator: accounts, orders and positions over the simulated venue. */
@NullMarked
package io.millrace.broker.exchange;

import org.jspecify.annotations.NullMarked;
