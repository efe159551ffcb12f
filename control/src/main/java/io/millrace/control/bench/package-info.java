/**
 * Benchmarks that anyone can repeat: side by side, after an equality gate, with the raw numbers.
 */
@NullMarked
package io.millrace.control.bench;

import org.jspecify.annotations.NullMarked;
