/** What a forecast is worth: against what came, against the baselines, after costs. */
@NullMarked
package io.millrace.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
