package io.millrace.control.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;

/**
 * What came of a backfill.
 *
 * @param id its name
 * @param runId under which its rows stand in the tables
 * @param resumedAt rows that were read before it went on; 0 where it was never stopped
 * @param records how many records each stream had
 * @param streams SHA-256 of each stream
 * @param digest one hash for all of them
 */
public record FinishedBackfill(
        String id,
        String runId,
        long resumedAt,
        Map<String, Long> records,
        Map<String, String> streams,
        String digest) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static FinishedBackfill of(String id, String runId, long resumedAt, DigestFile digests) {
        return new FinishedBackfill(
                id, runId, resumedAt, digests.records(), digests.streams(), digests.whole());
    }

    /** The end of it in plain words. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("backfill      ").append(id).append('\n');
        text.append("run id        ").append(runId).append('\n');
        if (resumedAt > 0) {
            text.append("went on at    row ").append(resumedAt).append('\n');
        }
        records.forEach((stream, count) -> text.append("%-13s %d%n".formatted(stream, count)));
        return text.append("digest        ").append(digest).toString();
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
