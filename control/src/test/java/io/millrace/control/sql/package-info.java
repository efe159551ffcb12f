/** The questions, asked of a real run's tables and answered once more from its files. */
@NullMarked
package io.millrace.control.sql;

import org.jspecify.annotations.NullMarked;
