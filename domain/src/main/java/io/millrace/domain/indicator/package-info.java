/** Technical indicators as immutable records, each folding in one bar in constant time. */
@NullMarked
package io.millrace.domain.indicator;

import org.jspecify.annotations.NullMarked;
