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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
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

    private interface End {
        void of(JobClient job) throws Exception;
    }

    /**
     * Runs until everything is read and something has come of it, and keeps the state in place of
     * the one before.
     */
    void toTheMiddle(KafkaSettings half, Path out, BooleanSupplier somethingCame) throws Exception {
        run(
                half,
                1,
                new Configuration(),
                assembly,
                out,
                somethingCame,
                job -> golden.write(job, out));
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
        run(
                whole,
                parallelism,
                golden.configuration(),
                changed,
                out,
                () -> true,
                job ->
                        job.stopWithSavepoint(
                                        true, out.toUri().toString(), SavepointFormatType.CANONICAL)
                                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    private void run(
            KafkaSettings kafka,
            int parallelism,
            Configuration more,
            Assembly wiring,
            Path out,
            BooleanSupplier somethingCame,
            End end)
            throws Exception {
        Files.createDirectories(out);
        String group = golden.job() + "-" + out.getFileName();
        more.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        more.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        try (GoldenTopics topics = new GoldenTopics(kafka);
                StreamExecutionEnvironment env = ReplayScene.environment(parallelism, more)) {
            GoldenTopics.Ends ends = topics.ends(inputs);
            wiring.onto(env, new TopicOptions(kafka.inGroup(group), Reading.GOING_ON), out);
            JobClient job = env.executeAsync(golden.job());
            CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
            try {
                boolean read =
                        Deadline.in(PATIENCE)
                                .await(
                                        () ->
                                                result.isDone()
                                                        || (topics.isRead(group + reader, ends)
                                                                && somethingCame.getAsBoolean()));
                if (!result.isDone()) {
                    assertThat(read).as("%s has read everything", golden.job()).isTrue();
                    end.of(job);
                }
                result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } finally {
                if (!result.isDone()) {
                    job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            }
        }
    }
}
