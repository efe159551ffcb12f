/** Commands about models. */
@NullMarked
package io.millrace.control.model;

import org.jspecify.annotations.NullMarked;
