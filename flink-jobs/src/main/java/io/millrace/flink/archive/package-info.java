/** From the topics into the tables. */
@NullMarked
package io.millrace.flink.archive;

import org.jspecify.annotations.NullMarked;
