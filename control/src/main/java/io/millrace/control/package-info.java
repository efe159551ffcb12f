/** The command line: its entry point, its exit codes and what it says when something is wrong. */
@NullMarked
package io.millrace.control;

import org.jspecify.annotations.NullMarked;
