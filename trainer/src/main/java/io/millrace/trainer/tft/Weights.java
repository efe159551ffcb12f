package io.millrace.trainer.tft;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What a network has learnt: tensors by name. */
public record Weights(Map<String, Tensor> tensors) implements WeightSource {

    public Weights {
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
    }

    @Override
    public float[] values(String name, Operations.Start start, long... shape) {
        return values(name, shape);
    }

    /**
     * The values of one tensor.
     *
     * @throws IllegalArgumentException when there is none of that name and shape
     */
    public float[] values(String name, long... shape) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
            throw new IllegalArgumentException(
                    "weights of "
                            + name
                            + ": "
                            + (tensor == null ? "missing" : Arrays.toString(tensor.shape()))
                            + " (expected: "
                            + Arrays.toString(shape)
                            + ")");
        }
        return tensor.values();
    }

    /** How many numbers they are. */
    public long count() {
        return tensors.values().stream().mapToLong(tensor -> tensor.values().length).sum();
    }

    /** Hash of names, shapes and every bit of every value. */
    public String sha256() {
        MessageDigest digest = sha256Digest();
        tensors.forEach(
                (name, tensor) -> {
                    digest.update(
                            (name + Arrays.toString(tensor.shape()))
                                    .getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes(tensor.values()));
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The bits of values, little-endian: as they lie in files and in exported models. */
    public static byte[] bytes(float... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
