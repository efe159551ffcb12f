/** Chains in keyed state. */
@NullMarked
package io.millrace.flink.audit;

import org.jspecify.annotations.NullMarked;
