/** What the servers of the local stack have in common: jars, processes, health and their end. */
@NullMarked
package io.millrace.stack.server;

import org.jspecify.annotations.NullMarked;
