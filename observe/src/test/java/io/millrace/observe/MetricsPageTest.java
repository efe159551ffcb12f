package io.millrace.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} is the table in code, row by row. */
class MetricsPageTest {

    private static final Path PAGE = Path.of(System.getProperty("project.root"), "docs/metrics.md");

    @Test
    void thePageHasTheRowOfEveryMetricInOrderAndNoOther() throws IOException {
        assertThat(rows(Files.readAllLines(PAGE)))
                .as("rows of docs/metrics.md that begin with a metric's name")
                .containsExactlyElementsOf(Stream.of(Metric.values()).map(this::row).toList());
    }

    @Test
    void aRowThatIsMissingOrStaleIsSeen() {
        String right = row(Metric.EQUITY);
        String stale = right.replace("dollars", "cents");

        assertThat(rows(List.of("# Metrics", stale, "text"))).containsExactly(stale);
        assertThat(stale).isNotEqualTo(right);
    }

    private static List<String> rows(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("| `")).toList();
    }

    private String row(Metric metric) {
        return Stream.of(
                        "`" + metric.label() + "`",
                        lower(metric.kind()),
                        metric.unit(),
                        metric.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", ")),
                        lower(metric.seen()),
                        metric.meaning())
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
