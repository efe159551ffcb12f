/** One replay from its request to its result folder. */
@NullMarked
package io.millrace.control.run;

import org.jspecify.annotations.NullMarked;
