/** Audit chains in files and tables, written once and checked again. */
@NullMarked
package io.millrace.connectors.audit;

import org.jspecify.annotations.NullMarked;
