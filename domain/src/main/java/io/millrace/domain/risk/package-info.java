/** The pre-trade policy: named rules, their limits, and refusals with evidence. */
@NullMarked
package io.millrace.domain.risk;

import org.jspecify.annotations.NullMarked;
