package io.millrace.connectors.jdbc;

import java.util.Map;

/**
 * A version of a model as the registry tells of it.
 *
 * @param state CANDIDATE, GREEN or DEPRECATED
 * @param artifact where the artifact is
 * @param trainedAtMillis end of the training run
 */
public record RegisteredModel(
        String model,
        String version,
        String sha256,
        String state,
        String artifact,
        long trainedAtMillis,
        Map<String, Double> metrics,
        Map<String, String> lineage) {}
