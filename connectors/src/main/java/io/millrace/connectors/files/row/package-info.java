/** One file's rows: lines, fields, numbers and times, judged one after the other. */
@NullMarked
package io.millrace.connectors.files.row;

import org.jspecify.annotations.NullMarked;
