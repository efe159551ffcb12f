/** The market stage: validated bars out of whatever a source emits. */
@NullMarked
package io.millrace.flink.market;

import org.jspecify.annotations.NullMarked;
