/** Explanations of real runs and of altered ones. */
@NullMarked
package io.millrace.control.explain;

import org.jspecify.annotations.NullMarked;
