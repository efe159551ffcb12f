/** How people reach a running account: files in its control folder. */
@NullMarked
package io.millrace.connectors.control;

import org.jspecify.annotations.NullMarked;
