package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the simulator shows of itself on its own port. */
class ObserveTest {

    @Test
    void theSimulatorIsHealthyAndCountsWhatItAnswers() {
        try (Scene scene = Scene.open()) {
            assertThat(scene.get("/v2/clock").status()).isEqualTo(200);
            assertThat(scene.get("/v2/nowhere").status()).isEqualTo(404);

            Scene.Reply health = scene.get("/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.at("/status")).isEqualTo("UP");
            assertThat(health.at("/checks/tape/reason")).isEqualTo("not over");
            assertThat(scene.get("/health/live").status()).isEqualTo(200);

            String metrics = scene.get("/metrics").text();
            assertThat(metrics)
                    .contains(
                            "broker_sim_requests_total{method=\"GET\",status=\"404\"} 1.0",
                            "broker_sim_orders{state=\"all\"} 0.0",
                            "health_check_up{check=\"exchange\"} 1.0",
                            "jvm_memory_used_bytes");
        }
    }
}
