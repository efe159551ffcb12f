package io.millrace.modelserver.batching;

import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.onnx.Workspace.Part;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import io.millrace.modelserver.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** What a model expects of a request; refuses what is not so, with the name and the expectation. */
final class Requirements {

    private final String model;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;
    private final List<Integer> allOutputs;
    private final Policy policy;

    Requirements(String model, List<TensorSpec> inputs, List<TensorSpec> outputs, Policy policy) {
        this.model = model;
        this.inputs = inputs;
        this.outputs = outputs;
        this.allOutputs = IntStream.range(0, outputs.size()).boxed().toList();
        this.policy = policy;
    }

    /** The inputs in the model's order. */
    Part part(Call call) {
        Map<String, Tensor> given = new HashMap<>();
        for (Tensor one : call.inputs()) {
            if (given.put(one.name(), one) != null) {
                throw Refusal.invalid(
                        "input '" + one.name() + "' is given twice for model '" + model + "'");
            }
        }
        checkNames(given);
        List<Tensor> ordered = new ArrayList<>(inputs.size());
        for (TensorSpec spec : inputs) {
            ordered.add(checked(spec, Objects.requireNonNull(given.get(spec.name()))));
        }
        return new Part(List.copyOf(ordered), policy.isBatching() ? rows(ordered) : 1);
    }

    /** The shapes of the rows where rows are put together; the whole shapes where not. */
    List<Shape> kind(Part part) {
        return part.inputs().stream()
                .map(one -> policy.isBatching() ? one.shape().withRows(1) : one.shape())
                .toList();
    }

    List<Integer> outputs(Call call) {
        if (call.outputs().isEmpty()) {
            return allOutputs;
        }
        List<String> known = outputs.stream().map(TensorSpec::name).toList();
        List<Integer> asked = new ArrayList<>();
        for (String name : call.outputs()) {
            int place = known.indexOf(name);
            if (place < 0) {
                throw Refusal.invalid(
                        "unexpected inference output '"
                                + name
                                + "' for model '"
                                + model
                                + "' (expected: one of "
                                + known
                                + ")");
            }
            asked.add(place);
        }
        return List.copyOf(asked);
    }

    /** The place in the queue, 0 first. */
    int level(Call call) {
        long priority = call.priority();
        if (priority == 0) {
            return policy.levels() - 1;
        }
        if (priority < 0 || priority > policy.levels()) {
            throw Refusal.invalid(
                    "priority "
                            + priority
                            + " for model '"
                            + model
                            + "' (expected: 0 for the usual one, or 1 to "
                            + policy.levels()
                            + ")");
        }
        return (int) priority - 1;
    }

    private void checkNames(Map<String, Tensor> given) {
        List<String> expected = inputs.stream().map(TensorSpec::name).toList();
        List<String> missing = expected.stream().filter(one -> !given.containsKey(one)).toList();
        if (given.size() != expected.size() && !missing.isEmpty()) {
            throw Refusal.invalid(
                    "expected "
                            + expected.size()
                            + " inputs but got "
                            + given.size()
                            + " inputs for model '"
                            + model
                            + "'. Got input(s) "
                            + given.keySet()
                            + ", but missing required input(s) "
                            + missing);
        }
        for (String name : given.keySet()) {
            if (!expected.contains(name)) {
                throw Refusal.invalid(
                        "unexpected inference input '"
                                + name
                                + "' for model '"
                                + model
                                + "' (expected: "
                                + expected
                                + ")");
            }
        }
    }

    private Tensor checked(TensorSpec spec, Tensor given) {
        if (given.datatype() != spec.datatype()) {
            throw Refusal.invalid(
                    "inference input '"
                            + spec.name()
                            + "' data-type is '"
                            + given.datatype()
                            + "', but model '"
                            + model
                            + "' expects '"
                            + spec.datatype()
                            + "'");
        }
        if (!spec.shape().takes(given.shape())) {
            throw Refusal.invalid(
                    "unexpected shape for input '"
                            + spec.name()
                            + "' for model '"
                            + model
                            + "'. Expected "
                            + spec.shape()
                            + ", got "
                            + given.shape());
        }
        return given;
    }

    private int rows(List<Tensor> ordered) {
        long rows = ordered.get(0).shape().dimension(0);
        for (Tensor one : ordered) {
            if (one.shape().dimension(0) != rows) {
                throw Refusal.invalid(
                        "input '"
                                + one.name()
                                + "' has "
                                + one.shape().dimension(0)
                                + " rows, input '"
                                + ordered.get(0).name()
                                + "' has "
                                + rows
                                + " (expected: the same first dimension for all inputs of model '"
                                + model
                                + "')");
            }
        }
        if (rows < 1 || rows > Integer.MAX_VALUE) {
            throw Refusal.invalid(
                    "inference request batch-size must be >= 1 for '" + model + "', got " + rows);
        }
        if (policy.limitsRequests() && rows > policy.batch()) {
            throw Refusal.invalid(
                    "inference request batch-size must be <= "
                            + policy.batch()
                            + " for '"
                            + model
                            + "', got "
                            + rows);
        }
        return (int) rows;
    }
}
