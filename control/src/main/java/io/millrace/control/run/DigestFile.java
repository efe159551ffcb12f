package io.millrace.control.run;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.millrace.flink.digest.Digests;
import io.millrace.flink.digest.StreamDigest;
import io.millrace.flink.output.RunDigests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fingerprints of a run.
 *
 * @param streams SHA-256 per stream, in the order of the stages
 * @param records how many records each stream had
 */
record DigestFile(Map<String, String> streams, Map<String, Long> records) {

    static final String NAME = "digest.json";

    /** Name of the file in which the job leaves one line per stream and key. */
    static final String PER_KEY = ".digests.csv";

    static DigestFile read(Path perKey) throws IOException {
        List<StreamDigest> digests = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(perKey)) {
            rows.forEach(
                    row ->
                            digests.add(
                                    new StreamDigest(
                                            row.getField("stream"),
                                            row.getField("key"),
                                            Long.parseLong(row.getField("records")),
                                            row.getField("sha256"))));
        }
        Map<String, String> combined = Digests.combined(digests);
        Map<String, String> streams = new LinkedHashMap<>();
        Map<String, Long> records = new LinkedHashMap<>();
        for (String stream : RunDigests.STREAMS) {
            streams.put(stream, combined.getOrDefault(stream, sha256("")));
            records.put(stream, count(stream, digests));
        }
        String predictions = combined.get(RunDigests.PREDICTIONS);
        if (predictions != null) { // a run without a model keeps the hash that it always had
            streams.put(RunDigests.PREDICTIONS, predictions);
            records.put(RunDigests.PREDICTIONS, count(RunDigests.PREDICTIONS, digests));
        }
        return new DigestFile(streams, records);
    }

    private static long count(String stream, List<StreamDigest> digests) {
        return digests.stream()
                .filter(one -> one.stream().equals(stream))
                .mapToLong(StreamDigest::records)
                .sum();
    }

    /** How many records the stream had. */
    long count(String stream) {
        return records.getOrDefault(stream, 0L);
    }

    /** One hash for the whole run. */
    String whole() {
        return sha256(streams.toString());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
