@NullMarked
package io.millrace.control.live;

import org.jspecify.annotations.NullMarked;
