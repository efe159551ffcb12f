package io.millrace.connectors.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.config.Settings;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelSettings;
import io.millrace.testkit.FakeModelServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelServersTest {

    private static final ModelRef TFT = ModelRef.newest("tft");

    @Test
    void aDeadServerOpensTheBreakerAndItsReturnClosesIt() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                Models models = live(server, Map.of())) {
            assertThat(ask(models).prediction()).isNotNull();
            server.kill();
            until(() -> absence(models) == Absence.BREAKER_OPEN);
            int before = server.questions();
            for (int i = 0; i < 100; i++) {
                assertThat(absence(models)).isEqualTo(Absence.BREAKER_OPEN);
            }
            server.start();
            until(() -> absence(models) == null);

            assertThat(server.questions()).isLessThan(before + 100);
        }
    }

    @Test
    void theBreakerOpensBetweenTwoBarsToo() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                LiveModels models = (LiveModels) live(server, Map.of())) {
            server.kill();
            until(() -> !models.isClosed());
            server.start();
            until(models::isClosed);

            assertThat(server.questions()).isZero();
        }
    }

    @Test
    void aSlowAnswerIsDoneWithoutAtTheDeadline() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                Models models = live(server, Map.of("model.breaker.failures", "1000"))) {
            assertThat(absence(models)).isNull();
            server.hold();

            assertThat(absence(models)).isEqualTo(Absence.DEADLINE);
        }
    }

    @Test
    void anOverloadedServerIsAskedOn() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                Models models = live(server, Map.of("model.breaker.probe", "1h"))) {
            assertThat(absence(models)).isNull();
            server.refusesWith(503);
            for (int i = 0; i < 10; i++) {
                assertThat(absence(models)).isEqualTo(Absence.OVERLOADED);
            }
        }
    }

    @Test
    void aModelOfAnotherDefinitionStopsTheStart() throws Exception {
        try (FakeModelServer server =
                new FakeModelServer(true).start().says("definition", "tft-0")) {
            assertThatThrownBy(() -> live(server, Map.of()))
                    .isInstanceOf(ModelFailure.class)
                    .hasMessageContaining("definition: tft-0 (expected: tft-1)");
        }
    }

    @Test
    void aLiveRunStartsWithoutItsServer() throws Exception {
        FakeModelServer server = new FakeModelServer(true).start();
        server.kill();
        try (Models models = live(server, Map.of())) {
            assertThat(absence(models)).isIn(Absence.UNREACHABLE, Absence.BREAKER_OPEN);
            server.start();
            until(() -> absence(models) == null);
        } finally {
            server.close();
        }
    }

    @Test
    void aReplayWaitsForItsServer() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                Models models = patient(server, "60s")) {
            server.kill();
            CompletableFuture<ModelAnswer> answer = models.ask(TFT, Windows.of("AAPL", 4));
            assertThat(answer).isNotDone();
            server.start();

            assertThat(Windows.now(answer).prediction()).isNotNull();
        }
    }

    @Test
    void aReplayWhoseServerStaysAwayFailsAndSaysWhatToDo() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                Models models = patient(server, "PT0.3S")) {
            server.kill();

            assertThatThrownBy(() -> Windows.now(models.ask(TFT, Windows.of("AAPL", 4))))
                    .hasMessageContaining(server.url())
                    .hasMessageContaining("away for 300 ms")
                    .hasMessageContaining("model.patience");
        }
    }

    @Test
    void aReplayDoesNotWaitForARefusalToPass() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                Models models = patient(server, "1h")) {
            server.refusesWith(400);

            assertThatThrownBy(() -> Windows.now(models.ask(TFT, Windows.of("AAPL", 4))))
                    .hasMessageContaining("REFUSED");
        }
    }

    private static ModelAnswer ask(Models models) throws Exception {
        return Windows.now(models.ask(TFT, Windows.of("AAPL", 4)));
    }

    private static @Nullable Absence absence(Models models) {
        try {
            return ask(models).absence();
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static Models live(FakeModelServer server, Map<String, Object> more) throws Exception {
        return ServerConnector.live(settings(server, more)).connect(List.of(TFT));
    }

    private static Models patient(FakeModelServer server, String patience) throws Exception {
        return ServerConnector.patient(settings(server, Map.of("model.patience", patience)))
                .connect(List.of(TFT));
    }

    private static ModelSettings settings(FakeModelServer server, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("model.url", server.url());
        values.put("model.deadline", "2s");
        Settings settings = new Settings(values);
        ModelSettings model = ModelSettings.from(settings);
        settings.finish();
        return model;
    }

    private static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 30 s").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
