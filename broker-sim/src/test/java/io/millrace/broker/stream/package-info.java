/** The order streams, listened to. */
@NullMarked
package io.millrace.broker.stream;

import org.jspecify.annotations.NullMarked;
