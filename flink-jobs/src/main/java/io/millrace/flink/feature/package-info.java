/** From bars to observations: the built-in features, and any TA4J indicator by its name. */
@NullMarked
package io.millrace.flink.feature;

import org.jspecify.annotations.NullMarked;
