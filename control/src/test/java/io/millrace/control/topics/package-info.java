/** The topics of the broker against the table. */
@NullMarked
package io.millrace.control.topics;

import org.jspecify.annotations.NullMarked;
