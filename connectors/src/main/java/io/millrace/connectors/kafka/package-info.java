/** Topics as sources and sinks: events in Confluent's wire format, with a schema registry. */
@NullMarked
package io.millrace.connectors.kafka;

import org.jspecify.annotations.NullMarked;
