/** Tests of the benchmark: that it runs, and that it measures nothing that answers wrongly. */
@NullMarked
package io.millrace.modelserver.bench;

import org.jspecify.annotations.NullMarked;
