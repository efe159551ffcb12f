/** What a run amounted to: performance statistics, round trips and the decision funnel. */
@NullMarked
package io.millrace.domain.report;

import org.jspecify.annotations.NullMarked;
