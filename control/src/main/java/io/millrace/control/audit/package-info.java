/** Whether recorded chains are as they were written. */
@NullMarked
package io.millrace.control.audit;

import org.jspecify.annotations.NullMarked;
