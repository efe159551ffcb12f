package io.millrace.modelserver.grpc;

import com.google.protobuf.ByteString;
import inference.GrpcPredictV2.InferTensorContents;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.tensor.ByteElements;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Elements in the fields that the protocol has for each type. */
final class TypedContents {

    private TypedContents() {}

    static Tensor read(String name, Datatype datatype, Shape shape, InferTensorContents contents) {
        int found = count(name, datatype, contents);
        if (found != shape.elements()) {
            throw Refusal.invalid(
                    "input '"
                            + name
                            + "': "
                            + found
                            + " elements of "
                            + datatype
                            + " (expected: "
                            + shape.elements()
                            + " for shape "
                            + shape
                            + ")");
        }
        if (datatype == Datatype.BYTES) {
            List<byte[]> elements =
                    contents.getBytesContentsList().stream().map(ByteString::toByteArray).toList();
            return new Tensor(name, datatype, shape, ByteElements.framed(elements));
        }
        ByteBuffer data =
                ByteBuffer.allocate(found * datatype.width()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < found; i++) {
            put(name, datatype, contents, i, data);
        }
        return new Tensor(name, datatype, shape, data.flip());
    }

    private static int count(String name, Datatype datatype, InferTensorContents contents) {
        return switch (datatype) {
            case BOOL -> contents.getBoolContentsCount();
            case INT8, INT16, INT32 -> contents.getIntContentsCount();
            case INT64 -> contents.getInt64ContentsCount();
            case UINT8, UINT16, UINT32 -> contents.getUintContentsCount();
            case UINT64 -> contents.getUint64ContentsCount();
            case FP32 -> contents.getFp32ContentsCount();
            case FP64 -> contents.getFp64ContentsCount();
            case BYTES -> contents.getBytesContentsCount();
            case FP16, BF16 ->
                    throw Refusal.invalid(
                            "input '"
                                    + name
                                    + "' is "
                                    + datatype
                                    + " (expected: raw_input_contents for this type)");
        };
    }

    private static void put(
            String name, Datatype datatype, InferTensorContents contents, int i, ByteBuffer data) {
        switch (datatype) {
            case BOOL -> data.put((byte) (contents.getBoolContents(i) ? 1 : 0));
            case INT8 -> data.put((byte) within(name, contents.getIntContents(i), -0x80, 0x7f));
            case INT16 ->
                    data.putShort(
                            (short) within(name, contents.getIntContents(i), -0x8000, 0x7fff));
            case INT32 -> data.putInt(contents.getIntContents(i));
            case INT64 -> data.putLong(contents.getInt64Contents(i));
            case UINT8 -> data.put((byte) within(name, contents.getUintContents(i), 0, 0xff));
            case UINT16 ->
                    data.putShort((short) within(name, contents.getUintContents(i), 0, 0xffff));
            case UINT32 -> data.putInt(contents.getUintContents(i));
            case UINT64 -> data.putLong(contents.getUint64Contents(i));
            case FP32 -> data.putFloat(contents.getFp32Contents(i));
            case FP64 -> data.putDouble(contents.getFp64Contents(i));
            case FP16, BF16, BYTES -> throw new IllegalStateException("handled above");
        }
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw Refusal.invalid(
                    "input '"
                            + name
                            + "': "
                            + value
                            + " (expected: >= "
                            + least
                            + " and <= "
                            + most
                            + ")");
        }
        return value;
    }
}
