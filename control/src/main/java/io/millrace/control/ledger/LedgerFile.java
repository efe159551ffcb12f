package io.millrace.control.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The broker's append-only ledger as it lies on disk.
 *
 * @param torn whether the last line does not end, or is not JSON: the one that a death cuts
 */
record LedgerFile(List<LedgerRow> rows, boolean torn) {

    private static final ObjectReader JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readerFor(JsonNode.class);

    static LedgerFile read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UnreadableRecord(
                    "ledger: " + file + " (expected: a readable file; " + e + ")");
        }
        List<LedgerRow> rows = new ArrayList<>();
        int start = 0;
        for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            JsonNode body = parsed(text.substring(start, end));
            boolean last = end == text.length() - 1;
            if (body == null && last) {
                return new LedgerFile(rows, true);
            }
            if (body == null) {
                throw new UnreadableRecord(
                        "ledger line " + (rows.size() + 1) + ": no JSON (expected: one object)");
            }
            rows.add(LedgerRow.of(rows.size() + 1, body));
        }
        if (rows.isEmpty()) {
            throw new UnreadableRecord("ledger: " + file + " has no row (expected: START first)");
        }
        return new LedgerFile(rows, start < text.length());
    }

    private static @Nullable JsonNode parsed(String line) {
        try {
            JsonNode body = JSON.readTree(line);
            return body.isObject() ? body : null;
        } catch (JsonProcessingException torn) {
            return null;
        }
    }
}
