/** What the stack's servers in containers promise. */
@NullMarked
package io.millrace.testkit.container;

import org.jspecify.annotations.NullMarked;
