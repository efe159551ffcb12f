/** The command that looks into the database of a finished run. */
@NullMarked
package io.millrace.control.sql;

import org.jspecify.annotations.NullMarked;
