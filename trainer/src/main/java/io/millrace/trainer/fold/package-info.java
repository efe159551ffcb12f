/** Which windows a model may learn from, and which it is judged by. */
@NullMarked
package io.millrace.trainer.fold;

import org.jspecify.annotations.NullMarked;
