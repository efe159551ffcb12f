/** Small learners that every other one has to beat. */
@NullMarked
package io.millrace.trainer.baseline;

import org.jspecify.annotations.NullMarked;
