package io.millrace.control.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.avro.Topic;
import io.millrace.control.CliRun;
import io.millrace.control.ExitCode;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.registry.RegistryServer;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {

    @Test
    void aStackThatIsDownIsToldInASentence() {
        CliRun run = CliRun.of("topics", "--kafka", "127.0.0.1:1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .startsWith("millrace: kafka.bootstrap-servers: 127.0.0.1:1 (expected: a broker");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void showsWhatIsMissingCreatesItOnceAndIsContent() throws Exception {
        try (KafkaServer kafka = KafkaServer.start();
                RegistryServer registry = RegistryServer.start()) {
            String[] servers = {"--kafka", kafka.bootstrapServers(), "--registry", registry.url()};

            CliRun before = run(servers);
            CliRun created = run(servers, "--create");
            CliRun after = run(servers, "--json");

            assertThat(before.code()).isEqualTo(ExitCode.FAILED);
            assertThat(before.out().lines().filter(line -> line.contains("missing")))
                    .hasSize(Topic.values().length);
            assertThat(created.code()).isEqualTo(ExitCode.OK);
            assertThat(created.out().lines().filter(line -> line.endsWith("created")))
                    .hasSize(Topic.values().length);
            assertThat(after.code()).isEqualTo(ExitCode.OK);
            JsonNode topics = new ObjectMapper().readTree(after.out());
            assertThat(topics).hasSize(Topic.values().length);
            assertThat(topics.get(0).get("topic").asText()).isEqualTo("market.raw");
            assertThat(topics.get(0).get("partitions").asInt()).isEqualTo(6);
            assertThat(topics).allMatch(one -> !one.get("created").asBoolean());
            assertThat(topics).allMatch(one -> one.get("differences").isEmpty());
        }
    }

    private static CliRun run(String[] servers, String... more) {
        String[] arguments = new String[1 + servers.length + more.length];
        arguments[0] = "topics";
        System.arraycopy(servers, 0, arguments, 1, servers.length);
        System.arraycopy(more, 0, arguments, 1 + servers.length, more.length);
        return CliRun.of(arguments);
    }
}
