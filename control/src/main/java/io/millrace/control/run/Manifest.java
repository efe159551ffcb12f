package io.millrace.control.run;

import io.millrace.control.ProductVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run was made from: enough to make it again.
 *
 * @param runId hash over the configuration, the data and the version, so that the same run writes
 *     the same rows again
 * @param configuration every setting in force
 * @param data SHA-256 of every input file by name
 * @param versions of Millrace, Flink and Java
 */
record Manifest(
        String runId,
        String kind,
        String strategy,
        String profile,
        SortedMap<String, String> configuration,
        SortedMap<String, String> data,
        SortedMap<String, String> versions) {

    private static final int RUN_ID_BYTES = 8;

    static Manifest of(ReplayRequest request) {
        return of(request.kind(), request.plan(), Map.of(), request.tape().hashes());
    }

    /**
     * The same of what need not lie in files.
     *
     * @param more what was asked for besides the settings, by name
     * @param data what tells it from other data, by name
     */
    static Manifest of(
            String kind,
            ReplayPlan plan,
            Map<String, String> more,
            SortedMap<String, String> data) {
        SortedMap<String, String> configuration = new TreeMap<>(plan.configuration());
        configuration.putAll(more);
        SortedMap<String, String> versions =
                new TreeMap<>(
                        Map.of(
                                "millrace", ProductVersion.MILLRACE,
                                "flink", ProductVersion.flink(),
                                "java", Runtime.version().toString()));
        return new Manifest(
                runId(configuration + "|" + data + "|" + ProductVersion.MILLRACE),
                kind,
                plan.strategy().account().strategy(),
                plan.profile(),
                configuration,
                data,
                versions);
    }

    private static String runId(String content) {
        return HexFormat.of()
                .formatHex(sha256(content.getBytes(StandardCharsets.UTF_8)), 0, RUN_ID_BYTES);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
