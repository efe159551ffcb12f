/** What Alpaca promises, asked of the simulator and of a paper account. */
@NullMarked
package io.millrace.broker.contract;

import org.jspecify.annotations.NullMarked;
