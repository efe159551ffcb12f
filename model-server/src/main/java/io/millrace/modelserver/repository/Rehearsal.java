package io.millrace.modelserver.repository;

import ai.onnxruntime.OrtException;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.onnx.OnnxModel;
import io.millrace.modelserver.onnx.Workspace;
import io.millrace.modelserver.onnx.Workspace.Part;
import io.millrace.modelserver.tensor.ByteElements;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import io.millrace.modelserver.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * Runs of made-up rows before a model is ready: they warm it up, and show whether its rows may be
 * put together.
 */
final class Rehearsal {

    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-5;
    private static final long SEED = 42;

    private final OnnxModel model;
    private final Workspace workspace;
    private final int openLength;
    private final BitSet everything = new BitSet();

    Rehearsal(OnnxModel model, int openLength) {
        this.model = model;
        this.workspace = new Workspace(model);
        this.openLength = openLength;
        everything.set(0, model.outputs().size());
    }

    /** Whether every tensor of the model begins with an open dimension, which may count rows. */
    static boolean mayCountRows(OnnxModel model) {
        return !model.inputs().isEmpty()
                && model.inputs().stream().allMatch(one -> one.shape().startsOpen())
                && model.outputs().stream().allMatch(one -> one.shape().startsOpen());
    }

    /**
     * Runs three rows as one and one by one.
     *
     * @return why rows may not be put together; empty if they may
     */
    Optional<String> whyNotTogether() {
        try {
            return difference(2);
        } catch (OrtException | Refusal wholeNumbersTooLarge) {
            // a model may take whole numbers for places in a table of one
            try {
                return difference(1);
            } catch (OrtException | Refusal e) {
                return Optional.of("made-up rows cannot be run: " + e.getMessage());
            }
        }
    }

    /** Runs so many rows so many times, as requests of that size would. */
    void warmUp(int rows, int runs, boolean byRows) throws OrtException {
        Part part = part(new Random(SEED), rows, 1); // determinism: seeded
        for (int i = 0; i < runs; i++) {
            workspace.run(List.of(part), everything, byRows);
        }
    }

    private Optional<String> difference(int wholeNumbersBelow) throws OrtException {
        Random values = new Random(SEED); // determinism: seeded
        List<Part> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rows.add(part(values, 1, wholeNumbersBelow));
        }
        Workspace.Ran together = workspace.run(rows, everything, true);
        for (int i = 0; i < rows.size(); i++) {
            Workspace.Ran alone = workspace.run(List.of(rows.get(i)), everything, true);
            for (int output = 0; output < model.outputs().size(); output++) {
                Tensor expected = Objects.requireNonNull(alone.parts().get(0).get(output));
                Tensor actual = Objects.requireNonNull(together.parts().get(i).get(output));
                if (!agree(expected, actual)) {
                    return Optional.of(
                            "rows change one another's output '" + expected.name() + "'");
                }
            }
        }
        return Optional.empty();
    }

    private Part part(Random values, int rows, int wholeNumbersBelow) {
        List<Tensor> inputs = new ArrayList<>();
        for (TensorSpec spec : model.inputs()) {
            Shape shape =
                    spec.shape().startsOpen()
                            ? spec.shape().withRows(rows).closedWith(openLength)
                            : spec.shape().closedWith(openLength);
            inputs.add(made(spec, shape, values, wholeNumbersBelow));
        }
        return new Part(inputs, rows);
    }

    private static Tensor made(TensorSpec spec, Shape shape, Random values, int wholeNumbersBelow) {
        int elements = Math.toIntExact(shape.elements());
        if (spec.datatype() == Datatype.BYTES) {
            ByteBuffer texts = ByteElements.encoded(Collections.nCopies(elements, "a"));
            return new Tensor(spec.name(), spec.datatype(), shape, texts);
        }
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(elements, spec.datatype().width()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            int whole = values.nextInt(wholeNumbersBelow);
            switch (spec.datatype()) {
                case FP32 -> data.putFloat((float) values.nextGaussian());
                case FP64 -> data.putDouble(values.nextGaussian());
                case FP16 -> data.putShort((short) (0x3800 + values.nextInt(0x400)));
                case BF16 -> data.putShort((short) (0x3f00 + values.nextInt(0x80)));
                case BOOL, INT8, UINT8 -> data.put((byte) whole);
                case INT16, UINT16 -> data.putShort((short) whole);
                case INT32, UINT32 -> data.putInt(whole);
                case INT64, UINT64 -> data.putLong(whole);
                case BYTES -> throw new IllegalStateException("made above");
            }
        }
        return new Tensor(spec.name(), spec.datatype(), shape, data.flip());
    }

    /** Equal, or for real numbers as close as another order of additions leaves them. */
    private static boolean agree(Tensor expected, Tensor actual) {
        if (!expected.shape().equals(actual.shape())) {
            return false;
        }
        ByteBuffer one = expected.reading();
        ByteBuffer other = actual.reading();
        while (one.hasRemaining() && other.hasRemaining()) {
            boolean close =
                    switch (expected.datatype()) {
                        case FP32 -> close(one.getFloat(), other.getFloat());
                        case FP64 -> close(one.getDouble(), other.getDouble());
                        case FP16, BF16 -> Math.abs(one.getShort() - other.getShort()) <= 4;
                        default -> one.get() == other.get();
                    };
            if (!close) {
                return false;
            }
        }
        return one.hasRemaining() == other.hasRemaining();
    }

    private static boolean close(double one, double other) {
        return Double.compare(one, other) == 0
                || Math.abs(one - other) <= ABSOLUTE + RELATIVE * Math.abs(one);
    }
}
