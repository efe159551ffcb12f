/** The newest value of a stream as a small file. */
@NullMarked
package io.millrace.connectors.latest;

import org.jspecify.annotations.NullMarked;
