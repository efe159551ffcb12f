/** Names of events: pure functions of what caused them. */
@NullMarked
package io.millrace.domain.audit;

import org.jspecify.annotations.NullMarked;
