package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import io.millrace.stack.server.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job between topics whose state is kept: it was stopped where half of every partition lay, and
 * goes on from there on a broker that holds the whole.
 *
 * @param inputs what it reads
 * @param reader what it adds to the name of its consumer group
 */
record GoldenTopicJob(
        GoldenSavepoint golden, List<Topic> inputs, String reader, Assembly assembly) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Puts the job together. */
    interface Assembly {

        /**
         * Wires the job.
         *
         * @param out existing folder for what the test wants to know
         */
        void onto(StreamExecutionEnvironment env, TopicOptions topics, Path out) throws Exception;
    }

    /**
     * Runs until everything is read and something has come of it, and keeps the state in place of
     * the one before.
     */
    void toTheMiddle(KafkaSettings half, Path out, BooleanSupplier somethingCame) throws Exception {
        try (GoldenTopics topics = new GoldenTopics(half);
                StreamExecutionEnvironment env =
                        wired(half, 1, new Configuration(), Reading.GOING_ON, assembly, out)) {
            GoldenTopics.Ends ends = topics.ends(inputs);
            BooleanSupplier read =
                    () -> topics.isRead(group(out) + reader, ends) && somethingCame.getAsBoolean();
            ended(
                    env,
                    job -> {
                        boolean inTime =
                                Deadline.in(PATIENCE)
                                        .await(() -> isOver(job) || read.getAsBoolean());
                        assertThat(inTime).as("%s has read everything", golden.job()).isTrue();
                        if (!isOver(job)) {
                            golden.write(job, out);
                        }
                    });
        }
    }

    /** Goes on from the kept state, reads the rest and ends as at the end of all time. */
    void goOn(KafkaSettings whole, int parallelism, Path out) throws Exception {
        goOn(whole, parallelism, out, assembly);
    }

    /** The same for a job that is put together otherwise. */
    void goOn(KafkaSettings whole, int parallelism, Path out, Assembly changed) throws Exception {
        Files.createDirectories(out);
        // the file's length is state too: the header was there when the savepoint was taken
        Files.writeString(out.resolve(ReplayScene.DIGESTS), TopicDigests.HEADER + "\n");
        try (StreamExecutionEnvironment env =
                wired(
                        whole,
                        parallelism,
                        golden.configuration(),
                        Reading.WHAT_IS_THERE,
                        changed,
                        out)) {
            ended(env, job -> {});
        }
    }

    private StreamExecutionEnvironment wired(
            KafkaSettings kafka,
            int parallelism,
            Configuration more,
            Reading reading,
            Assembly wiring,
            Path out)
            throws Exception {
        Files.createDirectories(out);
        more.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        more.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        StreamExecutionEnvironment env = ReplayScene.environment(parallelism, more);
        wiring.onto(env, new TopicOptions(kafka.inGroup(group(out)), reading), out);
        return env;
    }

    private String group(Path out) {
        return golden.job() + "-" + out.getFileName();
    }

    private interface Middle {
        void of(JobClient job) throws Exception;
    }

    /** Runs to the end, which may come by what is done in the middle, and fails as the job does. */
    private void ended(StreamExecutionEnvironment env, Middle middle) throws Exception {
        JobClient job = env.executeAsync(golden.job());
        try {
            middle.of(job);
            job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            if (!isOver(job)) {
                job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static boolean isOver(JobClient job) {
        return job.getJobExecutionResult().isDone();
    }
}
