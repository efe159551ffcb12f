package io.millrace.flink.job.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.kafka.Reading;
import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.flink.job.TapeForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobArgumentsTest {

    @Test
    void theDefaultsAreThoseOfThePlatform() {
        JobArguments given = JobArguments.of(Map.of());

        assertThat(given.topics().kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(given.topics().reading()).isEqualTo(Reading.GOING_ON);
        assertThat(given.form()).isEqualTo(TapeForm.BARS);
        assertThat(given.checkpointEvery()).isEqualTo(Duration.ofSeconds(10));
        assertThat(given.limits()).containsKey("risk.cooldown").doesNotContainKey("account.cash");
    }

    @Test
    void anArgumentGoesOverTheEnvironmentAndThatOverTheFile() {
        JobArguments given =
                JobArguments.of(
                        Map.of(
                                "MILLRACE__KAFKA__GROUP", "environment",
                                "MILLRACE__RISK__COOLDOWN", "2m",
                                "PATH", "/bin"),
                        "--config",
                        "risk: {cooldown: 1m, max-orders-per-minute: 7}\nlive: {feed: sip}",
                        "--set",
                        "kafka.group=argument",
                        "--form",
                        "trades",
                        "--reading",
                        "what-is-there",
                        "--data",
                        "a.csv",
                        "--data",
                        "b.csv");

        assertThat(given.topics().kafka().group()).isEqualTo("argument");
        assertThat(given.limits())
                .containsEntry("risk.cooldown", "PT2M")
                .containsEntry("risk.max-orders-per-minute", "7");
        assertThat(given.form()).isEqualTo(TapeForm.TRADES);
        assertThat(given.topics().reading()).isEqualTo(Reading.WHAT_IS_THERE);
        assertThat(given.data()).containsExactly(Path.of("a.csv"), Path.of("b.csv"));
    }

    @Test
    void theDatabaseIsSaidOrStandsInTheEnvironment() {
        Map<String, String> environment = Map.of("MILLRACE_DB", "postgresql://a@one/t");

        assertThat(JobArguments.of(Map.of()).database()).isNull();
        assertThat(JobArguments.of(environment).database()).hasToString("postgresql://one/t");
        assertThat(JobArguments.of(environment, "--db", "postgresql://a@two/t").database())
                .hasToString("postgresql://two/t");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> JobArguments.of(Map.of(), "--form", "quotes", "--speed", "1"))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("--form: quotes (expected: one of bars, trades)")
                .hasMessageContaining("--speed: not a setting");
        assertThatThrownBy(() -> JobArguments.of(Map.of(), "--set", "risk.cooldwn=1m"))
                .hasMessageContaining("risk.cooldwn: not a setting");
        assertThatThrownBy(() -> JobArguments.of(Map.of(), "--set", "risk.cooldown"))
                .hasMessageContaining("--set: risk.cooldown (expected: key=value)");
        assertThatThrownBy(() -> JobArguments.of(Map.of(), "--data"))
                .hasMessageContaining("--data: nothing (expected: a value behind it)");
        assertThatThrownBy(() -> JobArguments.of(Map.of(), "--config", "risk"))
                .hasMessageContaining("--config: no sections");
        assertThatThrownBy(() -> JobArguments.of(Map.of(), "--config", "risk: ["))
                .hasMessageContaining("--config: ");
    }

    @ParameterizedTest
    @EnumSource(PlatformJob.class)
    void everyJobOfTheTableHasAMain(PlatformJob job) throws Exception {
        Class<?> known = Class.forName(job.mainClass());

        assertThat(Arrays.stream(known.getMethods()).map(method -> method.getName()))
                .contains("main");
        assertThat(PlatformJob.labelled(job.label())).contains(job);
    }
}
