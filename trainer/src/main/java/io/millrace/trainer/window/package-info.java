/** Training sets: windows of served features with what came after them. */
@NullMarked
package io.millrace.trainer.window;

import org.jspecify.annotations.NullMarked;
