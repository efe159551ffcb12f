/** The live account in virtual time, with everything going wrong that a seed can think of. */
@NullMarked
package io.millrace.domain.live.simulation;

import org.jspecify.annotations.NullMarked;
