/** The feature vector: every number that alphas and models may look at, per symbol and bar. */
@NullMarked
package io.millrace.domain.feature;

import org.jspecify.annotations.NullMarked;
