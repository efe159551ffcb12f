package io.millrace.connectors.jdbc;

import java.util.Map;

/**
 * What a run was made of: enough to repeat it.
 *
 * @param kind such as {@code backtest} or {@code demo}
 * @param strategy strategy tag
 * @param configuration every setting in force
 * @param dataHashes sha256 of every input file
 * @param versions of the program, Flink and Java
 */
public record RunManifest(
        String runId,
        String kind,
        String strategy,
        Map<String, String> configuration,
        Map<String, String> dataHashes,
        Map<String, String> versions) {}
