/** A walk-forward run from request to folder. */
@NullMarked
package io.millrace.trainer.run;

import org.jspecify.annotations.NullMarked;
