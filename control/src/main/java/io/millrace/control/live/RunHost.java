package io.millrace.control.live;

import io.millrace.control.run.Scratch;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the graph of a run is executed. */
interface RunHost {

    /** What a person reads behind "on". */
    String label();

    /**
     * An environment in which the run begins, or goes on from its newest checkpoint.
     *
     * @param scratch for what of it lives in this process
     */
    StreamExecutionEnvironment environment(LiveRequest request, RunPlace place, Scratch scratch)
            throws IOException;

    /** The run's job that was started in an environment. */
    RunningJob started(StreamExecutionEnvironment env, JobClient client);

    /** The run's job that lives on since an earlier command, by its id. */
    Optional<String> alive(RunPlace place);

    /** Looks after a job that lives on. */
    RunningJob joined(String id);
}
