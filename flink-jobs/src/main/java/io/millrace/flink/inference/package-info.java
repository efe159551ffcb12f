/** The inference stage: from observations to observations with what a model expects. */
@NullMarked
package io.millrace.flink.inference;

import org.jspecify.annotations.NullMarked;
