/** Rows, read and refused. */
@NullMarked
package io.millrace.connectors.files.row;

import org.jspecify.annotations.NullMarked;
