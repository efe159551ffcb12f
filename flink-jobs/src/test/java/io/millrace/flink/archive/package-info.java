/** The archive against a real database that comes and goes. */
@NullMarked
package io.millrace.flink.archive;

import org.jspecify.annotations.NullMarked;
