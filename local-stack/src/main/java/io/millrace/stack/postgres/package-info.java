/** A real PostgreSQL server from Maven Central jars, for machines without one. */
@NullMarked
package io.millrace.stack.postgres;

import org.jspecify.annotations.NullMarked;
