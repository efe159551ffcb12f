/** Whether what a model sees and says is still what it was made for. */
@NullMarked
package io.millrace.trainer.drift;

import org.jspecify.annotations.NullMarked;
