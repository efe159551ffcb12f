/** Kill campaigns: real processes, faults from a seed, and the ledger as the judge. */
@NullMarked
package io.millrace.control.chaos;

import org.jspecify.annotations.NullMarked;
