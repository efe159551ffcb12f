@NullMarked
package io.millrace.control.chaos;

import org.jspecify.annotations.NullMarked;
