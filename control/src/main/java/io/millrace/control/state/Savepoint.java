package io.millrace.control.state;

import io.millrace.control.CommandFailure;
import io.millrace.control.state.KeptState.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.state.api.runtime.SavepointLoader;
import org.jspecify.annotations.Nullable;

/**
 * A savepoint, or a checkpoint of heap state, that was opened.
 *
 * @param path as Flink takes it
 */
record Savepoint(String path, List<KeptOperator> operators) {

    /**
     * Reads what it holds; no value is read yet.
     *
     * @throws CommandFailure when nothing of that kind is there
     */
    static Savepoint open(String given) {
        String path = located(given);
        try {
            List<KeptOperator> operators = new ArrayList<>();
            for (OperatorState operator :
                    SavepointLoader.loadSavepointMetadata(path).getOperatorStates()) {
                operators.add(read(operator));
            }
            operators.sort(Comparator.comparing(KeptOperator::uid));
            return new Savepoint(path, List.copyOf(operators));
        } catch (IOException | IllegalArgumentException | IllegalStateException unreadable) {
            throw CommandFailure.unusableInput(
                    "SAVEPOINT: "
                            + given
                            + " (expected: the folder of a savepoint, with its _metadata; "
                            + unreadable.getMessage()
                            + ")");
        }
    }

    /**
     * The operator of that uid.
     *
     * @throws CommandFailure naming those that there are
     */
    KeptOperator operator(String uid) {
        return operators.stream()
                .filter(one -> one.uid().equals(uid) || one.hash().equals(uid))
                .findFirst()
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        "--operator: "
                                                + uid
                                                + " (expected: "
                                                + String.join(
                                                        ", ",
                                                        operators.stream()
                                                                .map(KeptOperator::uid)
                                                                .toList())
                                                + ")"));
    }

    private static String located(String given) {
        if (given.contains("://") || given.startsWith("file:")) {
            return given;
        }
        Path local = Path.of(given).toAbsolutePath().normalize();
        if (!Files.exists(local.resolve("_metadata"))) {
            throw CommandFailure.unusableInput(
                    "SAVEPOINT: "
                            + given
                            + " (expected: the folder of a savepoint, with its _metadata)");
        }
        return local.toUri().toString();
    }

    private static KeptOperator read(OperatorState operator) throws IOException {
        String hash = operator.getOperatorID().toHexString();
        Map<String, KeptState> states = new LinkedHashMap<>();
        @Nullable TypeSerializer<?> keys = null;
        for (OperatorSubtaskState subtask : operator.getStates()) {
            for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                KeyedBackendSerializationProxy<?> proxy = proxy(handle);
                keys = proxy.getKeySerializerSnapshot().restoreSerializer();
                for (StateMetaInfoSnapshot state : proxy.getStateMetaInfoSnapshots()) {
                    states.put(state.getName(), keyed(state));
                }
            }
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                for (String name : handle.getStateNameToPartitionOffsets().keySet()) {
                    states.put(name, new KeptState(name, Kind.OPERATOR, null));
                }
            }
        }
        return new KeptOperator(
                operator.getOperatorUid().filter(uid -> !uid.isEmpty()).orElse(hash),
                hash,
                operator.getParallelism(),
                operator.getMaxParallelism(),
                operator.getStateSize(),
                List.copyOf(states.values()),
                keys);
    }

    private static KeyedBackendSerializationProxy<?> proxy(KeyedStateHandle handle)
            throws IOException {
        if (!(handle instanceof KeyGroupsStateHandle whole)) {
            throw new IOException(
                    handle.getClass().getSimpleName()
                            + ": parts of RocksDB; take a savepoint in canonical form");
        }
        KeyedBackendSerializationProxy<?> proxy =
                new KeyedBackendSerializationProxy<>(Savepoint.class.getClassLoader());
        try (FSDataInputStream in = whole.openInputStream()) {
            proxy.read(new DataInputViewStreamWrapper(in));
        }
        return proxy;
    }

    private static KeptState keyed(StateMetaInfoSnapshot state) {
        if (state.getBackendStateType() == StateMetaInfoSnapshot.BackendStateType.PRIORITY_QUEUE) {
            return new KeptState(state.getName(), Kind.TIMERS, null);
        }
        boolean plain =
                state.getTypeSerializerSnapshot(CommonSerializerKeys.NAMESPACE_SERIALIZER)
                                .restoreSerializer()
                        instanceof VoidNamespaceSerializer;
        if (!plain) {
            return new KeptState(state.getName(), Kind.WINDOW, null);
        }
        return new KeptState(
                state.getName(),
                Kind.valueOf(state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE)),
                state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER)
                        .restoreSerializer());
    }
}
