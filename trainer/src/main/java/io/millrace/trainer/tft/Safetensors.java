package io.millrace.trainer.tft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of float tensors and texts about them, in the safetensors format: the length of a JSON
 * header, the header, then the bytes of every tensor.
 *
 * @param metadata texts by name
 */
record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";
    private static final int LENGTH_BYTES = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes all of it or, when it fails, nothing. */
    void write(Path file) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode texts = header.putObject(METADATA);
        new TreeMap<>(metadata).forEach(texts::put);
        long end = 0;
        Map<String, Tensor> sorted = new TreeMap<>(tensors);
        for (Map.Entry<String, Tensor> entry : sorted.entrySet()) {
            ObjectNode about = header.putObject(entry.getKey()).put("dtype", "F32");
            for (long extent : entry.getValue().shape()) {
                about.withArray("shape").add(extent);
            }
            long from = end;
            end += (long) entry.getValue().values().length * Float.BYTES;
            about.putArray("data_offsets").add(from).add(end);
        }
        // the format wants the data aligned, and allows spaces for it
        String text = header.toString();
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + padded + end))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(padded)
                        .put(json)
                        .put(" ".repeat(padded - json.length).getBytes(StandardCharsets.UTF_8));
        sorted.values().forEach(tensor -> bytes.put(Weights.bytes(tensor.values())));
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        Files.write(unfinished, bytes.array());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads a file.
     *
     * @throws IOException when there is none, or it is something else
     */
    static Safetensors read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte[] json = new byte[Math.toIntExact(bytes.getLong())];
            bytes.get(json);
            return read(JSON.readTree(json), bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IOException(file + " (expected: a safetensors file of F32 tensors)", e);
        }
    }

    private static Safetensors read(JsonNode header, ByteBuffer data) {
        Map<String, Tensor> tensors = new TreeMap<>();
        Map<String, String> metadata = new TreeMap<>();
        header.path(METADATA)
                .fields()
                .forEachRemaining(text -> metadata.put(text.getKey(), text.getValue().asText()));
        header.fields()
                .forEachRemaining(
                        entry -> {
                            if (!entry.getKey().equals(METADATA)) {
                                tensors.put(entry.getKey(), tensor(entry.getValue(), data));
                            }
                        });
        return new Safetensors(tensors, metadata);
    }

    private static Tensor tensor(JsonNode about, ByteBuffer data) {
        if (!about.path("dtype").asText().equals("F32")) {
            throw new IllegalArgumentException("dtype: " + about.path("dtype"));
        }
        long[] shape = new long[about.path("shape").size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = about.path("shape").path(axis).asLong();
        }
        int from = about.path("data_offsets").path(0).asInt();
        int to = about.path("data_offsets").path(1).asInt();
        float[] values = new float[(to - from) / Float.BYTES];
        data.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Tensor(shape, values);
    }
}
