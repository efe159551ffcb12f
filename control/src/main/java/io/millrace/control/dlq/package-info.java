/** Looking at dead letters, and sending them again. */
@NullMarked
package io.millrace.control.dlq;

import org.jspecify.annotations.NullMarked;
