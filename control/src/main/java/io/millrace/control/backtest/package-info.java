/** The backtest command. */
@NullMarked
package io.millrace.control.backtest;

import org.jspecify.annotations.NullMarked;
