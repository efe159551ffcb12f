package io.millrace.control.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Counts along with a ledger that is being written; it judges nothing. */
final class LedgerTail {

    private static final Set<String> ENDED =
            Set.of("filled", "canceled", "expired", "rejected", "replaced");

    private final ObjectMapper json = new ObjectMapper();
    private final Path ledger;
    private final Set<String> open = new HashSet<>();
    private long read;
    private int taken;
    private int fills;

    LedgerTail(Path ledger) {
        this.ledger = ledger;
    }

    /** Reads on to the last whole line. */
    void catchUp() throws IOException {
        if (!Files.exists(ledger)) {
            return;
        }
        try (FileChannel file = FileChannel.open(ledger)) {
            long left = file.size() - read;
            if (left <= 0) {
                return;
            }
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(left));
            while (bytes.hasRemaining() && file.read(bytes, read + bytes.position()) > 0) {
                // until it is full
            }
            byte[] content = bytes.array();
            int start = 0;
            for (int at = 0; at < bytes.position(); at++) {
                if (content[at] == '\n') {
                    take(new String(content, start, at - start, StandardCharsets.UTF_8));
                    start = at + 1;
                }
            }
            read += start;
        }
    }

    int taken() {
        return taken;
    }

    int open() {
        return open.size();
    }

    int fills() {
        return fills;
    }

    private void take(String line) throws IOException {
        JsonNode row = json.readTree(line);
        String id = row.path("id").asText();
        switch (row.path("type").asText()) {
            case "ORDER" -> {
                taken += row.path("role").asText().equals("parent") ? 1 : 0;
                open.add(id);
            }
            case "REPLACE" -> open.add(id);
            case "FILL" -> fills++;
            case "STATUS" -> {
                if (ENDED.contains(row.path("status").asText())) {
                    open.remove(id);
                }
            }
            default -> {
                // the other rows move no order
            }
        }
    }
}
