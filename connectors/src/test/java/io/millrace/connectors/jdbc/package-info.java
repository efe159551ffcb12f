/** The database adapters against a real PostgreSQL. */
@NullMarked
package io.millrace.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
