package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.avro.Topic;
import io.millrace.domain.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds the tables of {@code docs/topics.md} to the code, and writes them anew when asked to. */
class TopicsPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root", ".."), "docs", "topics.md");

    private static final String BEGIN = "<!-- topics: written by TopicsPageTest -->\n";
    private static final String END = "<!-- end of topics -->";

    @Test
    void thePageShowsTheTableThatIsInForce() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("millrace.docs.write")) {
            page = page.substring(0, from) + table() + page.substring(to);
            Files.writeString(PAGE, page);
            to = page.indexOf(END);
        }

        assertThat(page.substring(from, to))
                .as("docs/topics.md is stale; run with -Dmillrace.docs.write=true")
                .isEqualTo(table());
    }

    @Test
    void everyTopicIsARow() {
        assertThat(table().lines()).hasSize(2 + Topic.values().length);
    }

    @Test
    void everySettingIsOnThePageWithItsDefault() throws IOException {
        Settings settings = new Settings(Map.of());
        KafkaSettings.from(settings, Map.of());
        String page = Files.readString(PAGE);

        assertThat(new TreeMap<>(settings.inForce()))
                .isNotEmpty()
                .allSatisfy(
                        (key, value) ->
                                assertThat(page)
                                        .contains("| `" + key + "` | " + shown(value) + " |"));
    }

    private static String shown(String value) {
        if (value.isEmpty()) {
            return "none";
        }
        return value.equals("PT30S") ? "`30s`" : "`" + value + "`";
    }

    private static String table() {
        return """
        | topic | event | key | partitions | kept | cleanup | subject | version | compatibility |
        |---|---|---|---|---|---|---|---|---|
        """
                + TopicTable.rows().stream().map(TopicsPageTest::row).collect(Collectors.joining());
    }

    private static String row(TopicRow row) {
        Topic topic = row.topic();
        return "| `%s` | `%s` | `%s` | %d | %s | %s | `%s` | %d | %s |\n"
                .formatted(
                        topic.label(),
                        topic.event().getSimpleName(),
                        topic.keyField(),
                        row.partitions(),
                        kept(row.retention()),
                        row.cleanup().name().toLowerCase(Locale.ROOT),
                        topic.subject(),
                        topic.schemaVersion(),
                        row.compatibility());
    }

    private static String kept(@Nullable Duration retention) {
        return retention == null ? "for ever" : retention.toDays() + " days";
    }
}
