/** Dead letters at the command line. */
@NullMarked
package io.millrace.control.dlq;

import org.jspecify.annotations.NullMarked;
