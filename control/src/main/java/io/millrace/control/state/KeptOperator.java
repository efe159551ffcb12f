package io.millrace.control.state;

import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One operator of a savepoint.
 *
 * @param uid what the job calls it; the hash of that where the savepoint does not tell
 * @param hash what Flink knows it by
 * @param keys what reads its keys; absent for an operator without any
 */
record KeptOperator(
        String uid,
        String hash,
        int parallelism,
        int maxParallelism,
        long bytes,
        List<KeptState> states,
        @Nullable TypeSerializer<?> keys) {

    List<KeptState> readable() {
        return states.stream().filter(KeptState::isReadable).toList();
    }
}
