/** Tests of the demo: its digest and its model. */
@NullMarked
package io.millrace.control.demo;

import org.jspecify.annotations.NullMarked;
