/** Topics and schemas against a real broker and a real registry. */
@NullMarked
package io.millrace.connectors.kafka;

import org.jspecify.annotations.NullMarked;
