/** What people and schedules want of a running account. */
@NullMarked
package io.millrace.domain.control;

import org.jspecify.annotations.NullMarked;
