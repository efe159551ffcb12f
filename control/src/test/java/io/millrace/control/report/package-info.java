/** Tests of the run report. */
@NullMarked
package io.millrace.control.report;

import org.jspecify.annotations.NullMarked;
