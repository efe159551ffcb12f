@NullMarked
package io.millrace.connectors.kafka.event;

import org.jspecify.annotations.NullMarked;
