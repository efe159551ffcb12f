/** What a finished run shows to people and programs: the page, the metrics file and the summary. */
@NullMarked
package io.millrace.control.report;

import org.jspecify.annotations.NullMarked;
