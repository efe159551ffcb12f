/** What every learner of return quantiles offers, the network and the baselines alike. */
@NullMarked
package io.millrace.trainer.learn;

import org.jspecify.annotations.NullMarked;
