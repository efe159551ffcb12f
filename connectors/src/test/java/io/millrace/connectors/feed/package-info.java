/** Holds feeds to their promise across cuts, restores and slow jobs. */
@NullMarked
package io.millrace.connectors.feed;

import org.jspecify.annotations.NullMarked;
