/** Audit files and tables, and everything that can be done to them. */
@NullMarked
package io.millrace.connectors.audit;

import org.jspecify.annotations.NullMarked;
