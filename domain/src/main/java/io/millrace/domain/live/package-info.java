/** One account that trades at a broker outside: its inputs in order, and what follows from them. */
@NullMarked
package io.millrace.domain.live;

import org.jspecify.annotations.NullMarked;
