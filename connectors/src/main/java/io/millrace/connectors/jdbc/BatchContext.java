package io.millrace.connectors.jdbc;

import java.util.OptionalLong;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * A writer's surroundings, told that objects are not reused: the JDBC writer would otherwise copy
 * each batch with the serializer of its rows.
 */
record BatchContext(WriterInitContext outer) implements WriterInitContext {

    @Override
    public boolean isObjectReuseEnabled() {
        return false;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return outer.getUserCodeClassLoader();
    }

    @Override
    public MailboxExecutor getMailboxExecutor() {
        return outer.getMailboxExecutor();
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return outer.getProcessingTimeService();
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
        return outer.metricGroup();
    }

    @Override
    public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
        return outer.asSerializationSchemaInitializationContext();
    }

    @Override
    public <I> TypeSerializer<I> createInputSerializer() {
        return outer.createInputSerializer();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return outer.getRestoredCheckpointId();
    }

    @Override
    public JobInfo getJobInfo() {
        return outer.getJobInfo();
    }

    @Override
    public TaskInfo getTaskInfo() {
        return outer.getTaskInfo();
    }
}
