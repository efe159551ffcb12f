/** The demonstration: real trades to orders and a report, on a fresh machine. */
@NullMarked
package io.millrace.control.demo;

import org.jspecify.annotations.NullMarked;
