package io.millrace.control.live;

import io.millrace.control.run.Scratch;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** This JVM, with which the job dies. */
record JvmHost() implements RunHost {

    @Override
    public String label() {
        return "this JVM";
    }

    @Override
    public StreamExecutionEnvironment environment(
            LiveRequest request, RunPlace place, Scratch scratch) throws IOException {
        return LiveEnvironment.inThisJvm(request, place, scratch);
    }

    @Override
    public RunningJob started(StreamExecutionEnvironment env, JobClient client) {
        return new JvmJob(env, client);
    }

    @Override
    public Optional<String> alive(RunPlace place) {
        return Optional.empty();
    }

    @Override
    public RunningJob joined(String id) {
        throw new IllegalStateException(id + " (expected: none that outlives its JVM)");
    }
}
