package io.millrace.modelserver.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.modelserver.ServerIdentity;
import io.millrace.modelserver.batching.Policy;
import io.millrace.modelserver.metrics.ModelCounters.Durations;
import io.millrace.modelserver.metrics.ModelCounters.Reading;
import io.millrace.modelserver.repository.ModelState;
import io.millrace.modelserver.repository.ServedVersion;
import io.millrace.modelserver.tensor.TensorSpec;
import java.util.List;

/** What the server says of itself and its models. */
final class MetadataJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MetadataJson() {}

    static ObjectNode server() {
        ObjectNode said =
                NODES.objectNode()
                        .put("name", ServerIdentity.NAME)
                        .put("version", ServerIdentity.version());
        ServerIdentity.EXTENSIONS.forEach(said.putArray("extensions")::add);
        return said;
    }

    static ObjectNode model(ServedVersion version, List<String> versions) {
        ObjectNode said = NODES.objectNode().put("name", version.identity().model());
        versions.forEach(said.putArray("versions")::add);
        said.put("platform", ServerIdentity.PLATFORM);
        said.set("inputs", tensors(version.inputs()));
        said.set("outputs", tensors(version.outputs()));
        version.parameters().forEach(said.putObject("parameters")::put);
        return said;
    }

    static ObjectNode config(ServedVersion version) {
        Policy policy = version.policy();
        ObjectNode said =
                NODES.objectNode()
                        .put("name", version.identity().model())
                        .put("platform", ServerIdentity.PLATFORM)
                        .put("max_batch_size", policy.batch());
        said.set("input", tensors(version.inputs()));
        said.set("output", tensors(version.outputs()));
        said.putArray("instance_group")
                .addObject()
                .put("count", policy.instances())
                .put("kind", version.identity().device().equals("cuda") ? "KIND_GPU" : "KIND_CPU");
        ObjectNode batching =
                said.putObject("dynamic_batching")
                        .put("max_queue_delay_microseconds", policy.delayMicros())
                        .put("priority_levels", policy.levels())
                        .put("default_priority_level", policy.levels());
        batching.putObject("default_queue_policy")
                .put("timeout_action", "REJECT")
                .put("default_timeout_microseconds", policy.timeoutMillis() * 1000)
                .put("allow_timeout_override", true)
                .put("max_queue_size", policy.queueLimit());
        return said;
    }

    static ArrayNode index(List<ModelState> states) {
        ArrayNode rows = NODES.arrayNode();
        for (ModelState one : states) {
            rows.addObject()
                    .put("name", one.name())
                    .put("version", one.version())
                    .put("state", one.state())
                    .put("reason", one.reason());
        }
        return rows;
    }

    static ObjectNode statistics(List<ServedVersion> versions) {
        ObjectNode said = NODES.objectNode();
        ArrayNode rows = said.putArray("model_stats");
        for (ServedVersion version : versions) {
            Reading read = version.counters().read();
            ObjectNode row =
                    rows.addObject()
                            .put("name", version.identity().model())
                            .put("version", version.identity().version())
                            .put("last_inference", read.lastMillis())
                            .put("inference_count", read.inferences())
                            .put("execution_count", read.executions());
            Durations took = read.durations();
            ObjectNode stats = row.putObject("inference_stats");
            duration(stats, "success", read.requests(), took.request());
            duration(stats, "fail", read.failed(), took.failure());
            duration(stats, "queue", read.requests(), took.queue());
            duration(stats, "compute_input", read.requests(), took.input());
            duration(stats, "compute_infer", read.requests(), took.infer());
            duration(stats, "compute_output", read.requests(), took.output());
            ArrayNode batches = row.putArray("batch_stats");
            read.runsByRows()
                    .forEach(
                            (rowsOfRun, runs) ->
                                    batches.addObject()
                                            .put("batch_size", rowsOfRun)
                                            .putObject("compute_infer")
                                            .put("count", runs));
        }
        return said;
    }

    private static void duration(ObjectNode into, String name, long count, long nanos) {
        into.putObject(name).put("count", count).put("ns", nanos);
    }

    private static ArrayNode tensors(List<TensorSpec> specs) {
        ArrayNode said = NODES.arrayNode();
        for (TensorSpec spec : specs) {
            ObjectNode one =
                    said.addObject()
                            .put("name", spec.name())
                            .put("datatype", spec.datatype().name());
            ArrayNode shape = one.putArray("shape");
            for (long dimension : spec.shape().dimensions()) {
                shape.add(dimension);
            }
        }
        return said;
    }
}
