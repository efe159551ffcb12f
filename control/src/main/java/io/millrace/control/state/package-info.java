/** What lies in savepoints, for people. */
@NullMarked
package io.millrace.control.state;

import org.jspecify.annotations.NullMarked;
