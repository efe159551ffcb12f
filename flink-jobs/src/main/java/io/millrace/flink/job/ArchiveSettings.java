package io.millrace.flink.job;

import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.flink.feature.ExtraFeatures;

/**
 * What an archive is written as.
 *
 * @param scope run under whose id the rows stand, beside those of others
 * @param extras the configured extra features, as the writer of the vectors has them
 */
public record ArchiveSettings(RunScope scope, BatchOptions batches, ExtraFeatures extras) {}
