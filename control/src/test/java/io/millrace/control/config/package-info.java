/** Holds the pages about configuration to the code. */
@NullMarked
package io.millrace.control.config;

import org.jspecify.annotations.NullMarked;
