/** The backfill command. */
@NullMarked
package io.millrace.control.backfill;

import org.jspecify.annotations.NullMarked;
