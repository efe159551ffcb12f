/** The event contract's edge: domain records on one side, generated Avro events on the other. */
@NullMarked
package io.millrace.connectors.kafka.event;

import org.jspecify.annotations.NullMarked;
