package io.millrace.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchOptionsTest {

    @ParameterizedTest(name = "after {0} failures {1} ms")
    @CsvSource({"1, 100", "2, 200", "6, 3200", "7, 5000", "40, 5000"})
    void waitsTwiceAsLongAfterEachFailureUpToFiveSeconds(int failed, long millis) {
        assertThat(BatchOptions.standard().pauseMillis(failed)).isEqualTo(millis);
    }

    @Test
    void namesEveryMistakeAtOnce() {
        Settings settings =
                new Settings(
                        Map.of(
                                "storage.batch-rows",
                                0,
                                "storage.attempts",
                                0,
                                "storage.retention.raw",
                                "-1d",
                                "storage.flush-interval",
                                "0s"));
        BatchOptions.from(settings);
        Retention.from(settings);

        assertThatThrownBy(settings::finish)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("storage.batch-rows: 0 (expected: 1 to 100000)")
                .hasMessageContaining("storage.attempts: 0 (expected: 1 or more)")
                .hasMessageContaining("storage.retention.raw: ")
                .hasMessageContaining("storage.flush-interval: ");
    }
}
