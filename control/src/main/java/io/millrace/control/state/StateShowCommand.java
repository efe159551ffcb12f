package io.millrace.control.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what lies in a savepoint: operators, states, keys, and on request the values. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Show what lies in a savepoint: its operators with their states and how many keys",
            "each has, or with --operator the values of one, as a line of JSON for each key."
        },
        footer = {
            "",
            "Examples:",
            "  ./millrace state show savepoint-1a2b3c",
            "  ./millrace state show savepoint-1a2b3c --operator features --key SPY"
        })
public final class StateShowCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SAVEPOINT", description = "Its folder, or its address.")
    private String path = "";

    @Option(
            names = "--operator",
            paramLabel = "UID",
            description = "Show the values of this operator.")
    private @Nullable String uid;

    @Option(names = "--key", paramLabel = "K", description = "Only of this key.")
    private @Nullable String key;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        if (key != null && uid == null) {
            throw CommandFailure.usage("--key: " + key + " (expected: --operator with it)");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Savepoint savepoint = Savepoint.open(path);
        SavepointValues values = new SavepointValues(savepoint);
        if (uid != null) {
            show(values.of(savepoint.operator(uid), key), out);
        } else if (json) {
            out.println(document(savepoint, values.keys()));
        } else {
            table(savepoint, values.keys(), out);
        }
        return ExitCode.OK;
    }

    private void show(List<JsonNode> lines, PrintWriter out) {
        if (key != null && lines.isEmpty()) {
            throw CommandFailure.usage(
                    "--key: " + key + " (expected: a key of operator " + uid + ")");
        }
        if (json) {
            out.println(new ObjectMapper().createArrayNode().addAll(lines).toPrettyString());
        } else {
            lines.forEach(out::println);
        }
    }

    private static void table(Savepoint savepoint, Map<String, Integer> keys, PrintWriter out) {
        out.println(
                "%-40s %11s %8s %10s  %s"
                        .formatted("OPERATOR", "PARALLELISM", "KEYS", "BYTES", "STATES"));
        for (KeptOperator operator : savepoint.operators()) {
            Integer count = keys.get(operator.uid());
            out.println(
                    "%-40s %11d %8s %10d  %s"
                            .formatted(
                                    operator.uid(),
                                    operator.parallelism(),
                                    count == null ? "-" : count,
                                    operator.bytes(),
                                    states(operator)));
        }
    }

    private static String states(KeptOperator operator) {
        return operator.states().stream()
                .map(state -> state.name() + " (" + state.kind().label() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String document(Savepoint savepoint, Map<String, Integer> keys) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode document = mapper.createObjectNode().put("savepoint", savepoint.path());
        ArrayNode operators = document.putArray("operators");
        for (KeptOperator operator : savepoint.operators()) {
            ObjectNode one =
                    operators
                            .addObject()
                            .put("uid", operator.uid())
                            .put("hash", operator.hash())
                            .put("parallelism", operator.parallelism())
                            .put("max_parallelism", operator.maxParallelism())
                            .put("bytes", operator.bytes())
                            .put("keys", keys.get(operator.uid()));
            ArrayNode states = one.putArray("states");
            operator.states()
                    .forEach(
                            state ->
                                    states.addObject()
                                            .put("name", state.name())
                                            .put("kind", state.kind().label()));
        }
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
