/** Lean-style alphas: what each of them says about a symbol, and until when. */
@NullMarked
package io.millrace.domain.alpha;

import org.jspecify.annotations.NullMarked;
