/** Requests on their way to a run: checked, queued, put together, answered. */
@NullMarked
package io.millrace.modelserver.batching;

import org.jspecify.annotations.NullMarked;
