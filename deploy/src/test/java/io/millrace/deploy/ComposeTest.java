package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Millrace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The compose file against the code's defaults, its own {@code .env.example} and good sense. */
class ComposeTest {

    /** Ports of the host; the code's own defaults where the code has them. */
    private static final Map<String, Integer> PORTS =
            Map.of(
                    "kafka", 9092,
                    "registry", 8085,
                    "postgres", 5433,
                    "jobmanager", 8081,
                    "model-server", 8001,
                    "broker-sim", 8090,
                    "prometheus", 9090,
                    "alertmanager", 9093,
                    "grafana", 3000);

    @Test
    void theFileIsWhatItShouldBe() throws IOException {
        assertThat(ComposeRules.complaints(Repository.text("docker-compose.yml"))).isEmpty();
    }

    @Test
    void portsAreThoseOfTheCode() throws IOException {
        Map<String, Integer> published = new TreeMap<>();
        Pattern form = Pattern.compile("127\\.0\\.0\\.1:\\$\\{[A-Z_]+:-(\\d+)\\}:\\d+");
        services()
                .forEach(
                        (name, service) -> {
                            for (String port : Yaml.texts(service, "ports")) {
                                Matcher matcher = form.matcher(port);
                                assertThat(matcher.matches()).as(name + ": " + port).isTrue();
                                published.put(name, Integer.valueOf(matcher.group(1)));
                            }
                        });
        assertThat(published).isEqualTo(new TreeMap<>(PORTS));
        CommandLine simulator =
                Objects.requireNonNull(
                        Millrace.commandLine().getSubcommands().get("broker-sim"), "broker-sim");
        assertThat(simulator.getCommandSpec().findOption("--port").defaultValue())
                .isEqualTo(String.valueOf(published.get("broker-sim")));
    }

    @Test
    void versionsAreThoseOfTheBuild() throws IOException {
        Map<String, Object> services = services();
        assertThat(Yaml.text(services, "jobmanager", "image"))
                .isEqualTo("flink:" + Repository.version("flink.version") + "-java17");
        assertThat(Yaml.text(services, "taskmanager", "image"))
                .isEqualTo(Yaml.text(services, "jobmanager", "image"));
        String parent = Repository.text("pom.xml");
        if (parent.contains("<kafka.version>")) {
            assertThat(Yaml.text(services, "kafka", "image"))
                    .isEqualTo("apache/kafka:" + Repository.version("kafka.version"));
        }
    }

    @Test
    void everyVariableIsInTheExampleWithTheSameDefault() throws IOException {
        Map<String, String> example = new TreeMap<>();
        for (String line : Repository.text(".env.example").split("\n", -1)) {
            if (line.contains("=") && !line.startsWith("#")) {
                example.put(
                        line.substring(0, line.indexOf('=')),
                        line.substring(line.indexOf('=') + 1));
            }
        }
        Map<String, String> used = new TreeMap<>();
        Matcher variable =
                Pattern.compile("\\$\\{([A-Z_]+)(?::([-?])([^}]*))?\\}")
                        .matcher(Repository.text("docker-compose.yml"));
        while (variable.find()) {
            used.put(variable.group(1), "-".equals(variable.group(2)) ? variable.group(3) : "");
        }
        used.put("ALERT_WEBHOOK_URL", example.getOrDefault("ALERT_WEBHOOK_URL", "not there"));
        assertThat(example).isEqualTo(used);
    }

    @Test
    void whatIsMountedFromTheCheckoutIsThere() throws IOException {
        services()
                .forEach(
                        (name, service) -> {
                            for (String volume : Yaml.texts(service, "volumes")) {
                                String source = volume.split(":", -1)[0];
                                if (source.startsWith("./") && !source.contains("/target/")) {
                                    assertThat(Files.exists(Repository.ROOT.resolve(source)))
                                            .as(name + ": " + source)
                                            .isTrue();
                                }
                            }
                        });
    }

    @Test
    void prometheusScrapesServicesThatAreThere() throws IOException {
        Map<String, Object> config = Yaml.document(Repository.text("monitoring/prometheus.yml"));
        Set<String> targets = new HashSet<>();
        for (Map<String, Object> job : Yaml.maps(config, "scrape_configs")) {
            for (Map<String, Object> group : Yaml.maps(job, "static_configs")) {
                targets.addAll(Yaml.texts(group, "targets"));
            }
        }
        targets.remove("localhost:9090");
        assertThat(targets)
                .containsExactlyInAnyOrder(
                        "jobmanager:9249",
                        "taskmanager:9249",
                        "broker-sim:8090",
                        "model-server:8001");
        assertThat(services().keySet())
                .containsAll(targets.stream().map(one -> one.split(":", -1)[0]).toList());
        String flink = Yaml.text(services(), "taskmanager", "environment", "FLINK_PROPERTIES");
        assertThat(flink).contains("metrics.reporter.prom.port: 9249");
    }

    @Test
    void flinkLogsInTheFormOfOurProcesses() throws IOException {
        assertThat(Repository.text("deploy/flink/millrace-log.json"))
                .isEqualTo(Repository.text("observe/src/main/resources/millrace-log.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    apache/kafka:4.2.0                 | apache/kafka:latest      | kafka: image apache/kafka:latest
                    '127.0.0.1:${GRAFANA_PORT:-3000}'  | '${GRAFANA_PORT:-3000}'  | grafana: port ${GRAFANA_PORT:-3000}:3000
                    '${GRAFANA_ADMIN_PASSWORD:?set it in .env}' | hunter2         | grafana: GF_SECURITY_ADMIN_PASSWORD
                    depends_on:                        | dependson:               | unknown key dependson
                    '      postgres: {condition'       | '      postgers: {condition' | registry: depends on postgers
                    '[CMD-SHELL, "pg_isready'          | '[NONE, "pg_isready'     | postgres: no health check
                    """)
    void aCarelessServiceIsSeen(String right, String wrong, String told) throws IOException {
        String text = Repository.text("docker-compose.yml");
        assertThat(text).contains(right);

        List<String> seen = ComposeRules.complaints(text.replace(right, wrong));

        assertThat(seen).anySatisfy(one -> assertThat(one).contains(told));
    }

    private static Map<String, Object> services() throws IOException {
        return Yaml.mapAt(Yaml.document(Repository.text("docker-compose.yml")), "services");
    }
}
