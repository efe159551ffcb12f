package io.millrace.flink.job;

import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A tape through the jobs between topics, one after the other: afterwards the topics hold what it
 * comes to. Each job is one subtask, so the same tape gives the same records at the same offsets.
 */
final class DayOfTrading {

    private DayOfTrading() {}

    static void into(KafkaSettings settings, ReplayScene scene) throws Exception {
        TopicOptions topics = new TopicOptions(settings, Reading.WHAT_IS_THERE);
        try (StreamExecutionEnvironment env = environment()) {
            IngestJob.assemble(scene.events(env), settings);
            env.execute("ingest");
        }
        try (StreamExecutionEnvironment env = environment()) {
            SignalsJob.assemble(
                    env, topics, TapeForm.BARS, Duration.ZERO, scene.strategy(), scene.extras());
            env.execute("signals");
        }
        try (StreamExecutionEnvironment env = environment()) {
            TradingJob.simulated(env, topics, scene.strategy(), Map.of(), true);
            env.execute("trading");
        }
    }

    private static StreamExecutionEnvironment environment() {
        return ReplayScene.environment(1, new Configuration());
    }
}
