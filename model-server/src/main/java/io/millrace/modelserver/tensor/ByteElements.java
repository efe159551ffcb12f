package io.millrace.modelserver.tensor;

import io.millrace.modelserver.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Elements of type BYTES: four bytes of length, then so many bytes. */
public final class ByteElements {

    private static final int LENGTH_BYTES = 4;

    private ByteElements() {}

    /**
     * Refuses data that is not as many elements as the shape says.
     *
     * @throws Refusal naming what was found
     */
    static void check(String name, Shape shape, ByteBuffer data) {
        ByteBuffer rest = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long found = 0;
        while (rest.hasRemaining()) {
            int length = rest.remaining() < LENGTH_BYTES ? -1 : rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                throw Refusal.invalid(
                        "input '"
                                + name
                                + "': BYTES element "
                                + found
                                + " does not end within the data (expected: four bytes of length"
                                + " and as many bytes)");
            }
            rest.position(rest.position() + length);
            found++;
        }
        if (found != shape.elements()) {
            throw Refusal.invalid(
                    "unexpected number of string elements "
                            + found
                            + " for input '"
                            + name
                            + "', expecting "
                            + shape.elements());
        }
    }

    /**
     * The elements as text.
     *
     * @throws Refusal where an element is not UTF-8, the only text that ONNX Runtime takes
     */
    public static String[] decoded(Tensor tensor) {
        ByteBuffer rest = tensor.reading();
        String[] texts = new String[Math.toIntExact(tensor.shape().elements())];
        for (int i = 0; i < texts.length; i++) {
            int length = rest.getInt();
            ByteBuffer element = rest.slice().limit(length);
            rest.position(rest.position() + length);
            try {
                texts[i] = StandardCharsets.UTF_8.newDecoder().decode(element).toString();
            } catch (CharacterCodingException e) {
                throw Refusal.invalid(
                        "input '" + tensor.name() + "': element " + i + " (expected: UTF-8 text)");
            }
        }
        return texts;
    }

    /** Texts in the binary layout. */
    public static ByteBuffer encoded(List<String> texts) {
        List<byte[]> elements =
                texts.stream().map(one -> one.getBytes(StandardCharsets.UTF_8)).toList();
        return framed(elements);
    }

    /** Elements in the binary layout. */
    public static ByteBuffer framed(List<byte[]> elements) {
        int bytes = elements.stream().mapToInt(one -> LENGTH_BYTES + one.length).sum();
        ByteBuffer framed = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] element : elements) {
            framed.putInt(element.length).put(element);
        }
        return framed.flip();
    }
}
