package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.domain.report.Statistic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsJsonTest {

    @Test
    void namesEveryStatisticInTheOrderOfItsDeclarationBeforeTheCounts() throws IOException {
        List<String> names = names(read(SampleRuns.year()));

        List<String> statistics = Arrays.stream(Statistic.values()).map(Statistic::label).toList();
        assertThat(names)
                .startsWith(statistics.toArray(String[]::new))
                .endsWith("counts", "held_by", "rejections", "dead_letters");
        assertThat(names).hasSize(statistics.size() + 4);
    }

    @Test
    void anAbsentStatisticIsNull() throws IOException {
        JsonNode metrics = read(SampleRuns.silent());

        assertThat(metrics.get("win_rate").isNull()).isTrue();
        assertThat(metrics.get("beta").isNull()).isTrue();
        assertThat(metrics.get("net_profit").asDouble()).isZero();
        assertThat(metrics.get("round_trips").isInt()).isTrue();
    }

    @Test
    void aRunWithoutEquityStillHasEveryName() throws IOException {
        JsonNode metrics = read(SampleRuns.empty());

        for (Statistic statistic : Statistic.values()) {
            assertThat(metrics.get(statistic.label()).isNull()).as(statistic.label()).isTrue();
        }
        assertThat(metrics.at("/counts/bars").asLong()).isZero();
    }

    @Test
    void countsWhatTheFunnelCounted() throws IOException {
        JsonNode metrics = read(SampleRuns.year());

        assertThat(metrics.at("/counts/bars").asLong()).isEqualTo(1000);
        assertThat(
                        metrics.at("/counts/buy").asLong()
                                + metrics.at("/counts/sell").asLong()
                                + metrics.at("/counts/hold").asLong())
                .isEqualTo(metrics.at("/counts/decisions").asLong());
        assertThat(metrics.at("/dead_letters/DUPLICATE").asLong()).isEqualTo(14);
        assertThat(metrics.at("/counts/dead_letters").asLong()).isEqualTo(17);
    }

    @Test
    void isTheSameBytesForTheSameRun(@TempDir Path folder) throws IOException {
        MetricsJson.write(SampleRuns.week(), folder.resolve("a.json"));
        MetricsJson.write(SampleRuns.week(), folder.resolve("b.json"));

        assertThat(Files.readAllBytes(folder.resolve("a.json")))
                .isEqualTo(Files.readAllBytes(folder.resolve("b.json")))
                .doesNotContain('\r');
    }

    private static JsonNode read(RunReport report) throws IOException {
        return new ObjectMapper().readTree(MetricsJson.json(report));
    }

    private static List<String> names(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false).toList();
    }
}
