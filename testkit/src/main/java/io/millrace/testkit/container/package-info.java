/** The servers of the stack in containers, where a Docker engine runs. */
@NullMarked
package io.millrace.testkit.container;

import org.jspecify.annotations.NullMarked;
