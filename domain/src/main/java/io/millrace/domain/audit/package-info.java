/**
 * What happened, by names that are pure functions of causes, in chains that nobody can alter
 * unseen.
 */
@NullMarked
package io.millrace.domain.audit;

import org.jspecify.annotations.NullMarked;
