package io.millrace.flink.digest;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;

/** Fingerprints of whole streams, the same whatever the parallelism. */
public final class Digests {

    private Digests() {}

    /**
     * Attaches a fingerprint to a stream whose keys are each in order and in the subtask where
     * {@code keyBy} would put them.
     */
    public static <T> DataStream<StreamDigest> of(
            String stream, DataStream<T> records, KeySelector<T, String> key, Canonical<T> form) {
        return DataStreamUtils.reinterpretAsKeyedStream(records, key, Types.STRING)
                .transform(
                        "digest-" + stream,
                        TypeInformation.of(StreamDigest.class),
                        new DigestOperator<>(stream, key, form))
                .setParallelism(records.getParallelism())
                .uid("digest-" + stream);
    }

    /** One hash per stream, over its keys' hashes in the order of the keys. */
    public static Map<String, String> combined(Collection<StreamDigest> perKey) {
        Map<String, StringBuilder> lines = new TreeMap<>();
        perKey.stream()
                .sorted(Comparator.comparing(StreamDigest::key))
                .forEach(
                        one ->
                                lines.computeIfAbsent(one.stream(), name -> new StringBuilder())
                                        .append(one.key())
                                        .append(' ')
                                        .append(one.records())
                                        .append(' ')
                                        .append(one.sha256())
                                        .append('\n'));
        Map<String, String> hashes = new TreeMap<>();
        lines.forEach(
                (stream, text) ->
                        hashes.put(
                                stream,
                                HexFormat.of()
                                        .formatHex(
                                                HashChain.sha256()
                                                        .digest(
                                                                text.toString()
                                                                        .getBytes(
                                                                                StandardCharsets
                                                                                        .UTF_8)))));
        return hashes;
    }
}
