@NullMarked
package io.millrace.control.broker;

import org.jspecify.annotations.NullMarked;
