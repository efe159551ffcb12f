package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.millrace.control.CliRun;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A word about models in the middle of a live run, and the backtest that hears it, too. */
class ModelSwapTest {

    private static final Instant OPENS = Instant.parse("2020-01-02T14:30:00Z");
    private static final Instant SWAPS = OPENS.plus(Duration.ofHours(5));
    private static final int MINUTES = 390;
    private static final int LOOKBACK = 120;
    private static final List<String> SYMBOLS = List.of("AAA", "BBB");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The configured version is never asked: the account was pointed elsewhere before the run. */
    private static final String PROFILE =
            """
            strategy: {name: swap}
            model:
              url: '%s'
              version: 3
              deadline: 20s
              health: {least-coverage: 0, most-coverage: 1, most-fall: 1}
            alphas: {macd: {threshold: 0.0005}}
            ensemble:
              min-confidence: 0.3
              gates-off: [average-volume, spread, earnings-blackout, expected-move]
            live: {feed-silence: 30m, stale-after: 30m}
            """;

    @TempDir private Path folder;

    @Test
    void fromItsEventTimeOnTheOtherVersionVotesAndNoBarGoesWithout() throws Exception {
        Path models = folder.resolve("models");
        Path tft = Files.createDirectories(models.resolve("tft"));
        for (int version = 1; version <= 3; version++) {
            Path file = Files.createDirectories(tft.resolve("" + version)).resolve("model.onnx");
            Files.write(file, demoModel(version - 1).toByteArray());
        }
        Files.writeString(tft.resolve("config.yaml"), "max-batch: 0\nversions: all\n");
        Path tape = tape();
        Path live = folder.resolve("home/runs/mine");
        try (ModelServer server = ModelServer.start(ServerOptions.local(models))) {
            Path config =
                    Files.writeString(
                            folder.resolve("c.yaml"), PROFILE.formatted(server.uri().toString()));
            use("tft/1", OPENS.minus(Duration.ofDays(1)));
            try (ChildProcess run = run(tape, config)) {
                awaitMarketTime(live, OPENS.plus(Duration.ofMinutes(LOOKBACK + 10)));

                assertThat(use("tft/2", SWAPS)).contains("run mine hears it");

                assertThat(run.exitCode()).as(run.said()).isZero();
            }
            backtest(tape, config, pointers());
        }

        List<String[]> bars = rows(live, "predictions.csv");
        List<String[]> heard = bars.stream().filter(bar -> bar[4].isEmpty()).toList();
        List<String[]> before = bars.stream().filter(bar -> !bar[4].isEmpty()).toList();
        assertThat(bars).hasSize(SYMBOLS.size() * MINUTES);
        assertThat(heard)
                .hasSizeGreaterThan(SYMBOLS.size() * (MINUTES - LOOKBACK) / 2)
                .allMatch(bar -> bar[3].equals("true"))
                .allMatch(bar -> bar[5].equals(isBeforeSwap(bar) ? "1" : "2"))
                .anyMatch(bar -> time(bar).equals(SWAPS.minus(Duration.ofMinutes(1))))
                .anyMatch(bar -> time(bar).equals(SWAPS));
        assertThat(before)
                .as("without a prediction while the windows fill, and never again")
                .allMatch(bar -> bar[4].equals("NOT_READY"))
                .allMatch(bar -> time(bar).isBefore(time(heard.get(0))));
        List<String[]> decisions = rows(live, "decisions.csv");
        assertThat(decisions).hasSameSizeAs(bars);
        assertThat(decisions.stream().filter(one -> one[10].equals("used"))).hasSameSizeAs(heard);
        assertThat(digest(live, "decisions"))
                .isEqualTo(digest(folder.resolve("replayed"), "decisions"));
        assertThat(Files.readAllLines(folder.resolve("replayed/predictions.csv")))
                .isEqualTo(Files.readAllLines(live.resolve("predictions.csv")));
        assertThat(rows(live, "model-alerts.csv")).isEmpty();
        assertThat(CliRun.of("audit", "verify", "--file", live + "/audit.jsonl").code()).isZero();
    }

    private static boolean isBeforeSwap(String[] bar) {
        return time(bar).isBefore(SWAPS);
    }

    private static Instant time(String[] bar) {
        return Instant.parse(bar[0]);
    }

    private ChildProcess run(Path tape, Path config) throws IOException {
        return ChildProcess.start(
                folder.resolve("run.log"),
                "run",
                "--tape",
                tape.toString(),
                "--config",
                config.toString(),
                "--speed",
                "1800",
                "--run-id",
                "mine",
                "--db",
                "none",
                "--home",
                folder.resolve("home").toString());
    }

    private String use(String model, Instant from) {
        CliRun said =
                CliRun.of(
                        "models",
                        "use",
                        model,
                        "--from",
                        from.toString(),
                        "--home",
                        folder.resolve("home").toString());
        assertThat(said.code()).as(said.err()).isZero();
        return said.out();
    }

    private void backtest(Path tape, Path config, String pointers) {
        CliRun run =
                CliRun.backtest(
                        tape,
                        folder.resolve("replayed"),
                        "--config",
                        config.toString(),
                        "--pointers",
                        pointers);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private String pointers() {
        return folder.resolve("home/accounts/sim/models.tsv").toString();
    }

    private static void awaitMarketTime(Path live, Instant time) {
        RunPlace place = new RunPlace("mine", live);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!place.status()
                .map(RunStatus::marketTime)
                .filter(text -> !text.isEmpty() && !Instant.parse(text).isBefore(time))
                .isPresent()) {
            assertThat(System.nanoTime()).as("market time " + time).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** The demo's model, whose every expectation is so many units of its target higher. */
    private static ModelProto demoModel(float higher) throws IOException {
        try (InputStream in =
                ModelSwapTest.class.getResourceAsStream("/demo/models/tft/1/model.onnx")) {
            ModelProto model = ModelProto.parseFrom(Objects.requireNonNull(in));
            GraphProto.Builder graph = model.getGraph().toBuilder();
            for (int i = 0; i < graph.getInitializerCount(); i++) {
                TensorProto weights = graph.getInitializer(i);
                if (weights.getName().equals("quantiles.bias")) {
                    graph.setInitializer(i, raised(weights, higher));
                }
            }
            return model.toBuilder().setGraph(graph).build();
        }
    }

    private static TensorProto raised(TensorProto weights, float higher) {
        ByteBuffer values = ByteBuffer.allocate(weights.getRawData().size());
        values.order(ByteOrder.LITTLE_ENDIAN);
        weights.getRawData().copyTo(values);
        for (int at = 0; at < values.limit(); at += Float.BYTES) {
            values.putFloat(at, values.getFloat(at) + higher);
        }
        return weights.toBuilder().setRawData(ByteString.copyFrom(values.array())).build();
    }

    /** A session in which no minute is missing. */
    private Path tape() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        for (String symbol : SYMBOLS) {
            double price = 100;
            for (int minute = 0; minute < MINUTES; minute++) {
                price *= 1 + random.nextDouble(-0.001, 0.001);
                rows.append(symbol).append(',');
                rows.append(OPENS.plus(Duration.ofMinutes(minute)).toEpochMilli());
                rows.append(String.format(Locale.ROOT, ",%.2f", price).repeat(4)).append(',');
                rows.append(random.nextInt(1_000, 2_000)).append('\n');
            }
        }
        Path tape = Files.createDirectories(folder.resolve("tape"));
        Files.writeString(tape.resolve("bars.csv"), rows);
        return tape;
    }

    private static List<String[]> rows(Path run, String file) throws IOException {
        return Files.readAllLines(run.resolve(file)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static String digest(Path run, String stream) throws IOException {
        JsonNode digests = new ObjectMapper().readTree(run.resolve("digest.json").toFile());
        return digests.required(stream).asText();
    }
}
