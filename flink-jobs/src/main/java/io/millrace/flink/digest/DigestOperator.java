package io.millrace.flink.digest;

import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Fingerprints a stream key by key and gives the result when the bounded input ends.
 *
 * <p>It expects all records of a key in one subtask and in a deterministic order, as they come out
 * of a keyed operator, and so needs no shuffle. The chains in use are in a map; keyed state takes
 * them at a checkpoint, so that each goes with its key when the parallelism changes.
 */
final class DigestOperator<T> extends AbstractStreamOperator<StreamDigest>
        implements OneInputStreamOperator<T, StreamDigest>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private static final String STATE = "chain";

    private final String stream;
    private final KeySelector<T, String> key;
    private final Canonical<T> canonical;

    private transient ValueState<HashChain> checkpointed;
    private transient Map<String, HashChain> chains;
    private transient CanonicalBytes bytes;
    private transient MessageDigest sha256;

    DigestOperator(String stream, KeySelector<T, String> key, Canonical<T> canonical) {
        this.stream = stream;
        this.key = key;
        this.canonical = canonical;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        bytes = new CanonicalBytes();
        sha256 = HashChain.sha256();
        chains = new TreeMap<>();
        checkpointed =
                getPartitionedState(
                        new ValueStateDescriptor<>(STATE, TypeInformation.of(HashChain.class)));
        try (Stream<String> keys =
                this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
            for (String known : keys.toList()) {
                setCurrentKey(known);
                chains.put(known, checkpointed.value());
            }
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (Map.Entry<String, HashChain> entry : chains.entrySet()) {
            setCurrentKey(entry.getKey());
            checkpointed.update(entry.getValue());
        }
    }

    @Override
    public void processElement(StreamRecord<T> element) throws Exception {
        T value = element.getValue();
        bytes.clear();
        canonical.write(value, bytes);
        HashChain chain = chains.getOrDefault(key.getKey(value), HashChain.empty());
        chains.put(key.getKey(value), chain.with(bytes, sha256));
    }

    /** What was told leaves the state, so that who restarts after the end tells nothing twice. */
    @Override
    public void endInput() {
        chains.forEach(
                (oneKey, chain) -> {
                    output.collect(
                            new StreamRecord<>(
                                    new StreamDigest(
                                            stream, oneKey, chain.records(), chain.hex())));
                    setCurrentKey(oneKey);
                    checkpointed.clear();
                });
        chains.clear();
    }
}
