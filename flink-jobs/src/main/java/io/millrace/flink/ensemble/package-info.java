/** The ensemble stage: from observations to scored decisions. */
@NullMarked
package io.millrace.flink.ensemble;

import org.jspecify.annotations.NullMarked;
