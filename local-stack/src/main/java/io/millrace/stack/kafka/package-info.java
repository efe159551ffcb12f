/** A real Kafka broker as a process. */
@NullMarked
package io.millrace.stack.kafka;

import org.jspecify.annotations.NullMarked;
