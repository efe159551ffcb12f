/** The database: its schema, and sinks that may write everything twice. */
@NullMarked
package io.millrace.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
