/** How far something that takes long has come. */
@NullMarked
package io.millrace.control.progress;

import org.jspecify.annotations.NullMarked;
