/** Backfills that are killed and go on. */
@NullMarked
package io.millrace.control.backfill;

import org.jspecify.annotations.NullMarked;
