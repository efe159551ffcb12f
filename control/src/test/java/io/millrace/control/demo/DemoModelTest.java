package io.millrace.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.inference.Models;
import io.millrace.connectors.inference.ServerConnector;
import io.millrace.connectors.models.ModelCard;
import io.millrace.connectors.models.ModelRegistry;
import io.millrace.control.CliRun;
import io.millrace.control.live.ChildProcess;
import io.millrace.domain.config.Settings;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelSettings;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.Prediction;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model that comes with the demo, behind the real server and asked by the real client. */
class DemoModelTest {
    private static final long LARGEST = 1 << 20;

    /** What the profile's {@code model.rounding} makes of one. */
    private static final double UNITS = 625;

    /** Ten times what the trainer and the runtime, two makes of arithmetic, differ by. */
    private static final double MARGIN = 1e-7;

    private static final ModelRef TFT = ModelRef.newest("tft");

    @TempDir static Path folder = Path.of("");

    private static Path models = Path.of("");

    @BeforeAll
    static void unpack() throws IOException {
        models = folder.resolve("models");
        Path version = Files.createDirectories(models.resolve("tft/1"));
        for (String name : List.of("model.onnx", "card.json", "card.md")) {
            try (InputStream in =
                    DemoModelTest.class.getResourceAsStream("/demo/models/tft/1/" + name)) {
                Files.copy(Objects.requireNonNull(in, name), version.resolve(name));
            }
        }
    }

    @Test
    void itIsSmallAndWhatItsCardSays() throws IOException {
        assertThat(models.resolve("tft/1/model.onnx")).isRegularFile();
        assertThat(Files.size(models.resolve("tft/1/model.onnx"))).isLessThanOrEqualTo(LARGEST);
        CliRun verified = CliRun.of("models", "verify", "tft/1", "--models", models.toString());
        assertThat(verified.code()).as(verified.out()).isZero();
    }

    @Test
    void itWasTrainedOnTheDemosTape() throws IOException {
        Path tape = folder.resolve("tape");
        CliRun written = CliRun.of("tape", "demo", "--out", tape.toString());
        assertThat(written.code()).as(written.err()).isZero();

        ModelCard card = new ModelRegistry(models).card("tft/1");
        assertThat(card.lineage())
                .containsValue(
                        ModelRegistry.sha256(
                                tape.resolve("bitstamp_trades_from_20131125_usd.csv")));
        assertThat(card.verdict()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void overEveryTransportItKnowsItsSymbolsAndSaysTheSame(ModelSettings.Transport transport)
            throws Exception {
        try (ModelServer server = ModelServer.start(ServerOptions.local(models));
                Models asked =
                        ServerConnector.patient(
                                        settings(
                                                server.uri(),
                                                Map.of(
                                                        "model.transport",
                                                        transport.name().toLowerCase(Locale.ROOT))))
                                .connect(List.of(TFT));
                Models overRest =
                        ServerConnector.patient(settings(server.uri(), Map.of()))
                                .connect(List.of(TFT))) {
            Prediction known = said(asked, window("BTCUSD"));
            Prediction unknown = said(asked, window("OTHER"));

            assertThat(known).isEqualTo(said(overRest, window("BTCUSD")));
            assertThat(known.modelSha256()).isEqualTo(card().sha256());
            assertThat(known.horizons()).isNotEqualTo(unknown.horizons());
        }
    }

    /**
     * Processors of other makes compute other last bits. Rounding hides them as long as no value
     * lies within their reach of the border between two rounded ones, and here none does.
     */
    @Test
    void noPredictionOfTheDemoLiesAtABorderOfRounding() throws Exception {
        Path tape = folder.resolve("tape-of-borders");
        assertThat(CliRun.of("tape", "demo", "--out", tape.toString()).code()).isZero();
        Path out = folder.resolve("borders");
        try (ModelServer server = ModelServer.start(ServerOptions.local(models))) {
            Path config =
                    Files.writeString(
                            folder.resolve("borders.yaml"),
                            "market: {calendar: crypto}\nmodel: {url: '%s'}\n"
                                    .formatted(server.uri()));
            CliRun run = CliRun.backtest(tape, out, "--config", config.toString());
            assertThat(run.code()).as(run.err()).isZero();
        }

        List<Double> borders = values(out).map(DemoModelTest::distanceToBorder).sorted().toList();
        assertThat(borders).hasSizeGreaterThan(20_000);
        assertThat(borders.get(0)).isGreaterThan(MARGIN);
    }

    @Test
    void aKilledServerIsGoneAroundWithinASecondAndHeardAgain() throws Exception {
        ChildProcess first = server("0");
        URI uri = URI.create(first.awaitLine("ready "));
        try (Models asked = ServerConnector.live(settings(uri, Map.of())).connect(List.of(TFT))) {
            until(asked, answer -> answer.prediction() != null);
            first.kill();
            double opened = until(asked, answer -> answer.absence() == Absence.BREAKER_OPEN);
            double closed;
            try (ChildProcess second = server(Integer.toString(uri.getPort()))) {
                second.awaitLine("ready ");
                closed = until(asked, answer -> answer.prediction() != null);
            }
            // on a machine that is taken by others the times say nothing
            if (ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                    < 2 * Runtime.getRuntime().availableProcessors()) {
                assertThat(opened).as("seconds until the breaker opened").isLessThan(1);
                assertThat(closed).as("seconds until it closed").isLessThan(5);
            }
        } finally {
            first.close();
        }
    }

    private static ChildProcess server(String port) throws IOException {
        return ChildProcess.start(
                folder.resolve("server-" + port + ".log"),
                "model-server",
                "--models",
                models.toString(),
                "--port",
                port,
                "--device",
                "cpu");
    }

    /** Asks until the answer is such, as bars do: one after the other; gives the seconds. */
    private static double until(Models asked, Predicate<ModelAnswer> such) throws Exception {
        long began = System.nanoTime();
        ModelAnswer answer;
        do {
            answer = asked.ask(TFT, window("BTCUSD")).get(10, TimeUnit.SECONDS);
            assertThat(System.nanoTime() - began)
                    .as("%s", answer)
                    .isLessThan(TimeUnit.SECONDS.toNanos(90));
        } while (!such.test(answer));
        return (System.nanoTime() - began) / 1e9;
    }

    private static Prediction said(Models asked, ModelWindow window) throws Exception {
        @Nullable Prediction prediction =
                asked.ask(TFT, window).get(60, TimeUnit.SECONDS).prediction();
        return Objects.requireNonNull(prediction);
    }

    private static ModelCard card() {
        return new ModelRegistry(models).card("tft/1");
    }

    private static ModelSettings settings(URI server, Map<String, String> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("model.url", server.toString());
        Settings settings = new Settings(values);
        ModelSettings model = ModelSettings.from(settings);
        settings.finish();
        return model;
    }

    private static ModelWindow window(String symbol) {
        ModelDefinition definition = ModelDefinition.STANDARD;
        SplittableRandom random = new SplittableRandom(5);
        float[] observed = new float[definition.lookback() * definition.observed().size()];
        for (int i = 0; i < observed.length; i++) {
            observed[i] = (float) random.nextDouble(-0.01, 0.01);
        }
        int positions = definition.lookback() + definition.horizons().size();
        float[] known = new float[positions * definition.known().size()];
        Arrays.fill(known, 0.5f);
        return new ModelWindow(symbol, 60_000, observed, known);
    }

    /** Every quantile in {@code bars:q10/q50/q90|…}, the last column but one. */
    private static Stream<Double> values(Path run) throws IOException {
        return Files.readAllLines(run.resolve("predictions.csv")).stream()
                .skip(1)
                .flatMap(line -> Arrays.stream(line.split("[,|]", -1)))
                .filter(field -> field.matches("\\d+:[^/]+/[^/]+/[^/]+"))
                .flatMap(
                        field ->
                                Arrays.stream(
                                        field.substring(field.indexOf(':') + 1).split("/", -1)))
                .map(Double::valueOf);
    }

    private static double distanceToBorder(double value) {
        double units = value * UNITS;
        return Math.abs(units - Math.floor(units) - 0.5) / UNITS;
    }
}
