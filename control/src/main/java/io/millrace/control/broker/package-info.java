/** The broker simulator from the command line. */
@NullMarked
package io.millrace.control.broker;

import org.jspecify.annotations.NullMarked;
