/** Benchmarks that anyone can repeat. */
@NullMarked
package io.millrace.control.bench;

import org.jspecify.annotations.NullMarked;
