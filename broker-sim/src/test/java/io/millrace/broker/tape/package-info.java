/** The market, replayed. */
@NullMarked
package io.millrace.broker.tape;

import org.jspecify.annotations.NullMarked;
