/** What a broker as a process promises. */
@NullMarked
package io.millrace.stack.kafka;

import org.jspecify.annotations.NullMarked;
