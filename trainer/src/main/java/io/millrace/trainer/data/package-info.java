/** Where feature rows come from, and how they are asked for. */
@NullMarked
package io.millrace.trainer.data;

import org.jspecify.annotations.NullMarked;
