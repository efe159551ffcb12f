package io.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSettingsTest {

    @Test
    void nothingConfiguredIsNoModel() {
        assertThat(ModelSettings.none().isServed()).isFalse();
    }

    @Test
    void anAddressIsAModelAndTheRestHasDefaults() {
        ModelSettings model = read(Map.of("model.url", "http://127.0.0.1:8001"));

        assertThat(model.isServed()).isTrue();
        assertThat(model.pointer()).isEqualTo(ModelPointer.always(ModelRef.newest("tft")));
        assertThat(model.deadlineMillis()).isEqualTo(250);
        assertThat(model.breaker()).isEqualTo(new CircuitBreaker.Settings(3, 1_000, 250));
    }

    @Test
    void aCandidateIsAShadowUntilItHasAShare() {
        ModelPointer shadow = read(Map.of("model.candidate.name", "next")).pointer();
        ModelPointer canary =
                read(Map.of("model.candidate.name", "next", "model.candidate.canary-share", "0.1"))
                        .pointer();

        assertThat(shadow.candidate()).isEqualTo(ModelRef.newest("next"));
        assertThat(shadow.canaryShare()).isZero();
        assertThat(canary.canaryShare()).isEqualTo(0.1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "model.url, 127.0.0.1:8001",
        "model.url, http://token@host:1",
        "model.transport, http",
        "model.deadline, 0s",
        "model.patience, 0s",
        "model.capacity, 0",
        "model.sha256, abc",
        "model.expires, tomorrow",
        "model.candidate.canary-share, 0.5",
        "model.candidate.canary-share, 2",
        "model.breaker.failures, 0",
        "model.breaker.window, 0s",
        "model.breaker.probe, 0s",
        "model.health.window, 1",
        "model.health.least-coverage, 0.99",
        "model.health.most-coverage, 1.1",
        "model.health.most-fall, 0"
    })
    void whatCannotBeUsedIsNamed(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(key + ": ")
                .hasMessageContaining("expected: ");
    }

    private static ModelSettings read(Map<String, Object> values) {
        Settings settings = new Settings(values);
        ModelSettings model = ModelSettings.from(settings);
        settings.finish();
        return model;
    }
}
