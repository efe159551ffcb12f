package io.millrace.connectors.kafka;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A bounded Kafka source that also ends after it was restored.
 *
 * <p>The connector tells its readers that no partition follows when it has found new ones.
 * Restored, it finds none, says nothing, and its readers wait for ever behind their last record.
 */
final class EndingTopic<T>
        implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T> {

    private static final long serialVersionUID = 1L;

    private final KafkaSource<T> source;

    EndingTopic(KafkaSource<T> source) {
        this.source = source;
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        return source.createReader(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
            throws IOException {
        SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restored =
                source.restoreEnumerator(context, state);
        return state.initialDiscoveryFinished() ? new Complete(restored, context) : restored;
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return source.getProducedType();
    }

    /** Knows every partition that there will be, and says so to each reader. */
    private record Complete(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> partitions,
            SplitEnumeratorContext<KafkaPartitionSplit> context)
            implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {

        @Override
        public void start() {
            partitions.start();
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            partitions.handleSplitRequest(subtask, host);
        }

        @Override
        public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
            partitions.addSplitsBack(splits, subtask);
        }

        /** What was not dealt out yet is dealt out before the reader hears that it was all. */
        @Override
        public void addReader(int subtask) {
            partitions.addReader(subtask);
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public KafkaSourceEnumState snapshotState(long checkpoint) throws Exception {
            return partitions.snapshotState(checkpoint);
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) throws Exception {
            partitions.notifyCheckpointComplete(checkpoint);
        }

        @Override
        public void handleSourceEvent(int subtask, SourceEvent event) {
            partitions.handleSourceEvent(subtask, event);
        }

        @Override
        public void close() throws IOException {
            partitions.close();
        }
    }
}
