package io.millrace.control.live;

import io.millrace.observe.HealthCheck.Finding;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job in this JVM.
 *
 * @param env in which it ends
 */
record JvmJob(StreamExecutionEnvironment env, JobClient client) implements RunningJob {

    private static final Logger LOG = LoggerFactory.getLogger(JvmJob.class);
    private static final long LOOK_MILLIS = 250;
    private static final long ANSWER_SECONDS = 2;

    @Override
    public boolean isOver() throws InterruptedException {
        try {
            client.getJobExecutionResult().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException failed) {
            return true;
        }
    }

    @Override
    public boolean isStopped(RunPlace place) throws InterruptedException {
        try {
            client.stopWithSavepoint(
                            true,
                            place.path().resolve("savepoint").toUri().toString(),
                            SavepointFormatType.NATIVE)
                    .get();
            return true;
        } catch (ExecutionException failure) {
            if (ExceptionUtils.findThrowable(failure, CheckpointException.class).isPresent()
                    && !isOver()) {
                LOG.warn("the run was not ready to stop, and is asked again", failure.getCause());
                return false;
            }
            throw new IllegalStateException("the run could not be stopped", failure.getCause());
        }
    }

    @Override
    public void requireSuccess() throws InterruptedException {
        try {
            client.getJobExecutionResult().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the run failed", failure.getCause());
        }
    }

    @Override
    public Finding standing() throws Exception {
        JobStatus status = client.getJobStatus().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return new Finding(status == JobStatus.RUNNING, status.name());
    }

    @Override
    public void close() {
        try {
            env.close();
        } catch (Exception failure) {
            throw new IllegalStateException("the run's Flink could not be closed", failure);
        }
    }
}
