package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportPageTest {

    private static final Map<String, RunReport> RUNS =
            Map.of(
                    "year", SampleRuns.year(),
                    "week", SampleRuns.week(),
                    "decade", SampleRuns.decade(),
                    "bitcoin", SampleRuns.bitcoin(),
                    "silent", SampleRuns.silent());
    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{data}}";

    @Test
    void writesEverySampleAsOneWellFormedFile() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "report-samples"));

        for (Map.Entry<String, RunReport> run : RUNS.entrySet()) {
            Path file = folder.resolve(run.getKey() + ".html");
            ReportPage.write(run.getValue(), file);

            assertThat(HtmlCheck.mistakes(Files.readString(file))).as(run.getKey()).isEmpty();
        }
    }
}
