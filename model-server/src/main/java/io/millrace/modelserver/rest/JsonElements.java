package io.millrace.modelserver.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.tensor.ByteElements;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Elements of a tensor as JSON has them, flat or nested, read and written. */
final class JsonElements {

    private static final BigInteger UINT64_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private JsonElements() {}

    /**
     * Reads an array, the parser being at its beginning; leaves the parser at its end.
     *
     * @throws Refusal where an element is not of the type, or their number is not the shape's
     */
    static Tensor read(JsonParser json, String name, Datatype datatype, Shape shape)
            throws IOException {
        if (!datatype.hasJsonForm()) {
            throw Refusal.invalid(
                    "receiving "
                            + datatype
                            + " data via JSON is not supported. Please use the binary data format"
                            + " for input "
                            + name);
        }
        Reader reader = new Reader(json, name, datatype, Math.toIntExact(shape.elements()));
        reader.readAll();
        return new Tensor(name, datatype, shape, reader.finished(shape));
    }

    /** Reads one array into one buffer. */
    private static final class Reader {

        private final JsonParser json;
        private final String name;
        private final Datatype datatype;
        private final int expected;
        private final ByteBuffer data;
        private final List<byte[]> texts = new ArrayList<>();
        private int found;

        private Reader(JsonParser json, String name, Datatype datatype, int expected) {
            this.json = json;
            this.name = name;
            this.datatype = datatype;
            this.expected = expected;
            this.data =
                    ByteBuffer.allocate(Math.multiplyExact(expected, datatype.width()))
                            .order(ByteOrder.LITTLE_ENDIAN);
        }

        private void readAll() throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw Refusal.invalid("input '" + name + "': data (expected: an array)");
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = json.nextToken();
                if (token == null) {
                    throw Refusal.invalid("input '" + name + "': data does not end");
                }
                switch (token) {
                    case START_ARRAY -> depth++;
                    case END_ARRAY -> depth--;
                    case START_OBJECT, END_OBJECT, FIELD_NAME -> throw wrong("an object");
                    default -> element(token);
                }
            }
        }

        private void element(JsonToken token) throws IOException {
            if (found < expected) {
                put(token);
            }
            found++;
        }

        private void put(JsonToken token) throws IOException {
            switch (datatype) {
                case BOOL -> data.put((byte) (truth(token) ? 1 : 0));
                case FP32 -> data.putFloat(real(token));
                case FP64 -> data.putDouble(realDouble(token));
                case INT8 -> data.put((byte) whole(token, Byte.MIN_VALUE, Byte.MAX_VALUE));
                case UINT8 -> data.put((byte) whole(token, 0, 0xff));
                case INT16 -> data.putShort((short) whole(token, Short.MIN_VALUE, 0x7fff));
                case UINT16 -> data.putShort((short) whole(token, 0, 0xffff));
                case INT32 -> data.putInt((int) whole(token, Integer.MIN_VALUE, Integer.MAX_VALUE));
                case UINT32 -> data.putInt((int) whole(token, 0, 0xffff_ffffL));
                case INT64 -> data.putLong(whole(token, Long.MIN_VALUE, Long.MAX_VALUE));
                case UINT64 -> data.putLong(unsigned(token));
                case BYTES -> texts.add(text(token));
                case FP16, BF16 -> throw new IllegalStateException("refused above");
            }
        }

        private boolean truth(JsonToken token) throws IOException {
            if (token.isBoolean()) {
                return json.getBooleanValue();
            }
            return whole(token, 0, 1) == 1;
        }

        private float real(JsonToken token) throws IOException {
            if (!token.isNumeric() || json.isNaN()) {
                throw wrong(json.getText());
            }
            float value = json.getFloatValue();
            if (Float.isInfinite(value)) {
                throw wrong(json.getText());
            }
            return value;
        }

        private double realDouble(JsonToken token) throws IOException {
            if (!token.isNumeric() || json.isNaN() || Double.isInfinite(json.getDoubleValue())) {
                throw wrong(json.getText());
            }
            return json.getDoubleValue();
        }

        private long whole(JsonToken token, long least, long most) throws IOException {
            if (token != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw wrong(json.getText());
            }
            long value = json.getLongValue();
            if (value < least || value > most) {
                throw wrong(json.getText());
            }
            return value;
        }

        private long unsigned(JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_NUMBER_INT) {
                throw wrong(json.getText());
            }
            BigInteger value = json.getBigIntegerValue();
            if (value.signum() < 0 || value.compareTo(UINT64_MAX) > 0) {
                throw wrong(json.getText());
            }
            return value.longValue();
        }

        private byte[] text(JsonToken token) throws IOException {
            if (token != JsonToken.VALUE_STRING) {
                throw wrong(json.getText());
            }
            return json.getText().getBytes(StandardCharsets.UTF_8);
        }

        private ByteBuffer finished(Shape shape) {
            if (found != expected) {
                throw Refusal.invalid(
                        "input '"
                                + name
                                + "': "
                                + found
                                + " elements (expected: "
                                + expected
                                + " for shape "
                                + shape
                                + ")");
            }
            return datatype == Datatype.BYTES ? ByteElements.framed(texts) : data.flip();
        }

        private Refusal wrong(String value) {
            return Refusal.invalid(
                    "Unable to parse 'data' of input '"
                            + name
                            + "': element "
                            + found
                            + " is "
                            + value
                            + " (expected: "
                            + expectation()
                            + ")");
        }

        private String expectation() {
            return switch (datatype) {
                case BOOL -> "true or false";
                case BYTES -> "text";
                case FP32, FP64 ->
                        "a finite number that " + datatype + " holds; others as binary data";
                default -> "a whole number that " + datatype + " holds";
            };
        }
    }

    /**
     * Writes a flat array.
     *
     * @throws Refusal where JSON has no form for an element
     */
    static void write(JsonGenerator json, Tensor tensor) throws IOException {
        ByteBuffer data = tensor.reading();
        json.writeStartArray();
        while (data.hasRemaining()) {
            switch (tensor.datatype()) {
                case BOOL -> json.writeBoolean(data.get() != 0);
                case INT8 -> json.writeNumber(data.get());
                case UINT8 -> json.writeNumber(Byte.toUnsignedInt(data.get()));
                case INT16 -> json.writeNumber(data.getShort());
                case UINT16 -> json.writeNumber(Short.toUnsignedInt(data.getShort()));
                case INT32 -> json.writeNumber(data.getInt());
                case UINT32 -> json.writeNumber(Integer.toUnsignedLong(data.getInt()));
                case INT64 -> json.writeNumber(data.getLong());
                case UINT64 -> json.writeNumber(Long.toUnsignedString(data.getLong()));
                case FP32 -> json.writeNumber(finite(data.getFloat(), tensor));
                case FP64 -> json.writeNumber(finite(data.getDouble(), tensor));
                case BYTES -> {
                    byte[] element = new byte[data.getInt()];
                    data.get(element);
                    json.writeString(new String(element, StandardCharsets.UTF_8));
                }
                case FP16, BF16 ->
                        throw Refusal.invalid(
                                "sending "
                                        + tensor.datatype()
                                        + " data via JSON is not supported. Please use the binary"
                                        + " data format for output "
                                        + tensor.name());
            }
        }
        json.writeEndArray();
    }

    private static float finite(float value, Tensor of) {
        return (float) finite((double) value, of);
    }

    private static double finite(double value, Tensor of) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw Refusal.invalid(
                "output '"
                        + of.name()
                        + "' holds "
                        + value
                        + ", for which JSON has no form (expected: binary_data for this output)");
    }
}
