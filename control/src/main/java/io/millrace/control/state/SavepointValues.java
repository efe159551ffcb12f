package io.millrace.control.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CommandFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** Reads keys and values of a savepoint by Flink's State Processor API, in a job of its own. */
final class SavepointValues {

    private final Savepoint savepoint;

    SavepointValues(Savepoint savepoint) {
        this.savepoint = savepoint;
    }

    /** How many keys each keyed operator has, by uid. */
    Map<String, Integer> keys() {
        Map<String, Integer> counts = new HashMap<>();
        List<KeptOperator> keyed = savepoint.operators().stream().filter(this::isKeyed).toList();
        keyed.forEach(operator -> counts.put(operator.uid(), 0));
        for (JsonNode line : read(keyed, false, null)) {
            counts.merge(line.required("operator").asText(), 1, Integer::sum);
        }
        return counts;
    }

    /**
     * What an operator keeps, by key.
     *
     * @param key the only one that is wanted; absent for all
     */
    List<JsonNode> of(KeptOperator operator, @Nullable String key) {
        if (!isKeyed(operator)) {
            return List.of();
        }
        List<JsonNode> lines = read(List.of(operator), true, key);
        lines.sort(Comparator.comparing(line -> line.required("key").asText()));
        return lines;
    }

    private boolean isKeyed(KeptOperator operator) {
        return operator.keys() != null && !operator.readable().isEmpty();
    }

    private List<JsonNode> read(
            List<KeptOperator> operators, boolean withValues, @Nullable String key) {
        List<JsonNode> lines = new ArrayList<>();
        if (operators.isEmpty()) {
            return lines;
        }
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1)) {
            SavepointReader reader =
                    SavepointReader.read(env, savepoint.path(), new HashMapStateBackend());
            DataStream<String> all = null;
            for (KeptOperator operator : operators) {
                DataStream<String> one =
                        reader.readKeyedState(
                                OperatorIdentifier.forUidHash(operator.hash()),
                                new KeyReader(operator.uid(), operator.readable(), withValues, key),
                                new KeyType(Objects.requireNonNull(operator.keys())),
                                Types.STRING);
                all = all == null ? one : all.union(one);
            }
            ObjectMapper json = new ObjectMapper();
            try (CloseableIterator<String> texts =
                    Objects.requireNonNull(all)
                            .filter(line -> !line.equals(KeyReader.PASSED_OVER))
                            .executeAndCollect()) {
                while (texts.hasNext()) {
                    lines.add(json.readTree(texts.next()));
                }
            }
            return lines;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (Exception failure) {
            throw CommandFailure.failed(
                    "SAVEPOINT: "
                            + savepoint.path()
                            + " (expected: state that this build can read): "
                            + cause(failure));
        }
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
