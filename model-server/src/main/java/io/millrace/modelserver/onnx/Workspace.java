package io.millrace.modelserver.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.tensor.ByteElements;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import io.millrace.modelserver.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The direct buffers of one thread that runs a model: inputs are put together in them, and outputs
 * of a known length written there by the runtime.
 *
 * <p>Buffers grow to the largest run seen and stay.
 */
public final class Workspace {

    private final OnnxModel model;
    private final ByteBuffer[] inputs;
    private final ByteBuffer[] outputs;

    public Workspace(OnnxModel model) {
        this.model = model;
        this.inputs = empty(model.inputs().size());
        this.outputs = empty(model.outputs().size());
    }

    /** Times of one run. */
    public record Took(long gatherNanos, long runNanos, long splitNanos) {}

    /**
     * The outputs of one run, for each part in its order.
     *
     * @param parts for each part and each output of the model the tensor; none where it was not
     *     wanted
     */
    public record Ran(List<List<@Nullable Tensor>> parts, Took took) {}

    /**
     * One part of a run: a tensor for each input of the model, all with so many rows.
     *
     * @param rows the first dimension of all tensors; 1 where rows mean nothing to the model
     */
    public record Part(List<Tensor> inputs, int rows) {}

    /**
     * Runs parts as one. More than one part, or pinned outputs, need a model for which rows are
     * independent.
     *
     * @param wanted which outputs, by their place
     * @param byRows whether the first dimension of every tensor counts rows
     * @throws OrtException where the runtime fails
     */
    public Ran run(List<Part> parts, BitSet wanted, boolean byRows) throws OrtException {
        long began = System.nanoTime();
        int rows = parts.stream().mapToInt(Part::rows).sum();
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        Map<String, OnnxTensor> pinned = new LinkedHashMap<>();
        try {
            Set<String> left = new HashSet<>();
            for (int i = 0; i < inputs.length; i++) {
                given.put(model.inputs().get(i).name(), gathered(i, parts, rows, byRows));
            }
            for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
                TensorSpec spec = model.outputs().get(i);
                OnnxTensor place = byRows ? pinned(i, spec, rows) : null;
                if (place == null) {
                    left.add(spec.name());
                } else {
                    pinned.put(spec.name(), place);
                }
            }
            long gathered = System.nanoTime();
            try (OrtSession.Result result = model.session().run(given, left, pinned)) {
                long ran = System.nanoTime();
                List<List<@Nullable Tensor>> answers =
                        split(parts, wanted, byRows, result, rows, pinned.keySet());
                long split = System.nanoTime();
                return new Ran(answers, new Took(gathered - began, ran - gathered, split - ran));
            }
        } finally {
            given.values().forEach(OnnxTensor::close);
            pinned.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor gathered(int input, List<Part> parts, int rows, boolean byRows)
            throws OrtException {
        Tensor first = parts.get(0).inputs().get(input);
        int bytes = 0;
        for (Part part : parts) {
            bytes = Math.addExact(bytes, part.inputs().get(input).data().remaining());
        }
        Shape shape = byRows ? first.shape().withRows(rows) : first.shape();
        if (first.datatype() == Datatype.BYTES) {
            ByteBuffer all = ByteBuffer.allocate(bytes);
            parts.forEach(part -> all.put(part.inputs().get(input).reading()));
            Tensor whole = new Tensor(first.name(), Datatype.BYTES, shape, all.flip());
            return OnnxTensor.createTensor(
                    model.environment(), ByteElements.decoded(whole), shape.dimensions());
        }
        ByteBuffer place = place(inputs, input, bytes);
        for (Part part : parts) {
            place.put(part.inputs().get(input).reading());
        }
        return OnnxTensor.createTensor(
                model.environment(), place.flip(), shape.dimensions(), javaType(first.datatype()));
    }

    /** A tensor over this thread's buffer, where the output's length is known before the run. */
    private @Nullable OnnxTensor pinned(int output, TensorSpec spec, int rows) throws OrtException {
        OnnxJavaType type = OnnxTypes.javaType(spec.datatype());
        if (type == null || type == OnnxJavaType.STRING || !spec.shape().isFixedFrom(1)) {
            return null;
        }
        Shape shape = spec.shape().withRows(rows);
        long bytes = Tensor.bytes(spec.datatype(), shape);
        if (bytes == 0 || bytes > Integer.MAX_VALUE) {
            return null;
        }
        ByteBuffer place = place(outputs, output, (int) bytes);
        return OnnxTensor.createTensor(model.environment(), place, shape.dimensions(), type);
    }

    private List<List<@Nullable Tensor>> split(
            List<Part> parts,
            BitSet wanted,
            boolean byRows,
            OrtSession.Result result,
            int rows,
            Set<String> pinned)
            throws OrtException {
        List<List<@Nullable Tensor>> answers = new ArrayList<>(parts.size());
        for (int part = 0; part < parts.size(); part++) {
            answers.add(new ArrayList<>(model.outputs().size()));
        }
        for (int i = 0; i < model.outputs().size(); i++) {
            if (!wanted.get(i)) {
                answers.forEach(answer -> answer.add(null));
                continue;
            }
            TensorSpec spec = model.outputs().get(i);
            Whole whole =
                    whole(
                            spec,
                            result,
                            byRows,
                            rows,
                            pinned.contains(spec.name()) ? outputs[i] : null);
            int from = 0;
            for (int part = 0; part < parts.size(); part++) {
                int to = from + parts.get(part).rows();
                answers.get(part).add(byRows ? whole.rows(from, to, rows) : whole.all());
                from = to;
            }
        }
        return answers;
    }

    private Whole whole(
            TensorSpec spec,
            OrtSession.Result result,
            boolean byRows,
            int rows,
            @Nullable ByteBuffer place)
            throws OrtException {
        Optional<OnnxValue> value = result.get(spec.name());
        if (!(value.orElse(null) instanceof OnnxTensor tensor)) {
            throw Refusal.of(
                    Refusal.Reason.INTERNAL, "output '" + spec.name() + "' was not computed");
        }
        Shape shape = Shape.of(tensor.getInfo().getShape());
        if (byRows && (shape.rank() == 0 || shape.dimension(0) != rows)) {
            throw Refusal.of(
                    Refusal.Reason.INTERNAL,
                    "output '" + spec.name() + "' has shape " + shape + " for " + rows + " rows");
        }
        if (spec.datatype() == Datatype.BYTES) {
            return new Whole(spec, shape, null, flattened(tensor.getValue()));
        }
        ByteBuffer bytes = place == null ? tensor.getByteBuffer() : place.duplicate().rewind();
        return new Whole(spec, shape, bytes, List.of());
    }

    /** Texts come nested as deep as the shape is. */
    private static List<String> flattened(Object nested) {
        if (nested instanceof Object[] inner) {
            return Arrays.stream(inner).flatMap(one -> flattened(one).stream()).toList();
        }
        return List.of((String) nested);
    }

    /** One output of a whole run. */
    private record Whole(
            TensorSpec spec, Shape shape, @Nullable ByteBuffer bytes, List<String> texts) {

        Tensor all() {
            return part(shape, 0, shape.elements());
        }

        Tensor rows(int from, int to, int rows) {
            long row = shape.elements() / rows;
            return part(shape.withRows(to - from), from * row, to * row);
        }

        private Tensor part(Shape part, long from, long to) {
            if (bytes == null) {
                List<String> some = texts.subList((int) from, (int) to);
                return new Tensor(spec.name(), spec.datatype(), part, ByteElements.encoded(some));
            }
            int width = spec.datatype().width();
            byte[] copy = new byte[Math.toIntExact((to - from) * width)];
            bytes.get(Math.toIntExact(from * width), copy);
            ByteBuffer data = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
            return new Tensor(spec.name(), spec.datatype(), part, data);
        }
    }

    private static ByteBuffer place(ByteBuffer[] buffers, int index, int bytes) {
        if (buffers[index].capacity() < bytes) {
            buffers[index] = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        return buffers[index].clear().limit(bytes);
    }

    private static OnnxJavaType javaType(Datatype datatype) {
        OnnxJavaType type = OnnxTypes.javaType(datatype);
        if (type == null) {
            throw new IllegalStateException(datatype + " was let through");
        }
        return type;
    }

    private static ByteBuffer[] empty(int count) {
        ByteBuffer[] buffers = new ByteBuffer[count];
        Arrays.fill(buffers, ByteBuffer.allocateDirect(0));
        return buffers;
    }
}
