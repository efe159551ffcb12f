/** From votes to one decision: weights, regime, calibration, filters and gates. */
@NullMarked
package io.millrace.domain.ensemble;

import org.jspecify.annotations.NullMarked;
