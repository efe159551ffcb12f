/** Tests of what waits for brokers. */
@NullMarked
package io.millrace.connectors.broker;

import org.jspecify.annotations.NullMarked;
