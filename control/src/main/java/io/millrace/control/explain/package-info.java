/** Why a decision was what it was, and what would have made it another one. */
@NullMarked
package io.millrace.control.explain;

import org.jspecify.annotations.NullMarked;
