/** A strategy's configuration as a whole: what a run decides by. */
@NullMarked
package io.millrace.domain.strategy;

import org.jspecify.annotations.NullMarked;
