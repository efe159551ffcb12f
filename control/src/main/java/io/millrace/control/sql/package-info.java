/** The questions that users ask of the tables, and the command that asks them. */
@NullMarked
package io.millrace.control.sql;

import org.jspecify.annotations.NullMarked;
