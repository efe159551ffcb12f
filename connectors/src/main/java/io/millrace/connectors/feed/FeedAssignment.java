package io.millrace.connectors.feed;

import org.jspecify.annotations.Nullable;

/**
 * What the enumerator remembers.
 *
 * @param waiting the feed while no reader has it
 */
record FeedAssignment(@Nullable FeedSplit waiting) {}
