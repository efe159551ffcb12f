/** Result files of a run, as plain CSV. */
@NullMarked
package io.millrace.connectors.csv;

import org.jspecify.annotations.NullMarked;
