/** Commands about tapes. */
@NullMarked
package io.millrace.control.tape;

import org.jspecify.annotations.NullMarked;
