package io.millrace.modelserver.bench;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerOptions;
import io.millrace.modelserver.onnx.BadModel;
import io.millrace.modelserver.tensor.TensorSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows per second through the server beside the bare runtime on the same cores, and beside a server
 * over onnxruntime-node; then times of single rows at half the load.
 *
 * <p>No number counts before all contenders have given equal answers. Callers and servers share the
 * cores with the model, as they would on one machine.
 */
public final class ModelBenchmark {

    private static final String MODEL = "bench";
    private static final int BATCH = 8;
    private static final int UNDER_WAY = 32;

    /** Turns that do not count: on two busy cores Java's compiler is done only after some. */
    private static final int WARM_ROUNDS = 3;

    private static final double ANOTHER_RELEASE = 1e-3;

    private final Plan plan;
    private final PrintStream progress;

    /**
     * What is measured.
     *
     * @param model the file; none for a made-up one
     * @param rounds turns of each contender
     * @param turnMillis length of a turn
     * @param pacedRequests for the times at half the load
     * @param peers a folder to keep npm's libraries in
     */
    public record Plan(
            @Nullable Path model, int rounds, long turnMillis, int pacedRequests, Path peers) {}

    private ModelBenchmark(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @return the result as JSON
     * @throws IllegalStateException when contenders do not agree
     */
    public static String run(Plan plan, PrintStream progress)
            throws IOException, InterruptedException, BadModel, OrtException {
        return new ModelBenchmark(plan, progress).measure();
    }

    private String measure() throws IOException, InterruptedException, BadModel, OrtException {
        Path models = Files.createTempDirectory("millrace-bench");
        Path file = models.resolve(MODEL).resolve("1").resolve("model.onnx");
        Files.createDirectories(file.getParent());
        if (plan.model() == null) {
            Files.write(file, SyntheticModel.bytes());
        } else {
            Files.copy(plan.model(), file);
        }
        int cores = Runtime.getRuntime().availableProcessors();
        String missing = NodePeer.missing(plan.peers());
        if (!missing.isEmpty()) {
            progress.println("without onnxruntime-node: " + missing);
        }
        try (ModelServer server = ModelServer.start(ServerOptions.local(models));
                Peer peer = missing.isEmpty() ? Peer.start(plan.peers(), file, cores) : Peer.NONE) {
            return measured(server, peer, file, cores);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
            Files.deleteIfExists(models.resolve(MODEL));
            Files.deleteIfExists(models);
        }
    }

    /** The other server, where it can be had. */
    private record Peer(@Nullable NodePeer node) implements AutoCloseable {

        static final Peer NONE = new Peer(null);

        static Peer start(Path folder, Path model, int threads) throws IOException {
            return new Peer(NodePeer.start(folder, model, threads));
        }

        @Override
        public void close() {
            if (node != null) {
                node.close();
            }
        }
    }

    private String measured(ModelServer server, Peer peer, Path file, int cores)
            throws InterruptedException, OrtException {
        List<TensorSpec> specs = server.models().find(MODEL, "").inputs();
        Question one = Question.of(specs, 1, 1);
        Question many = Question.of(specs, BATCH, 2);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new BareRuntime(file, one, cores));
        contenders.add(new BareRuntime(file, many, cores));
        contenders.add(new GrpcCaller(server.uri(), MODEL, one, UNDER_WAY));
        contenders.add(new GrpcCaller(server.uri(), MODEL, many, 2 * cores));
        contenders.add(new RestCaller("server_rest", server.uri(), MODEL, one, UNDER_WAY));
        contenders.add(new RestCaller("server_rest", server.uri(), MODEL, many, 2 * cores));
        if (peer.node() != null) {
            contenders.add(new RestCaller("node_rest", peer.node().uri(), MODEL, one, UNDER_WAY));
            contenders.add(new RestCaller("node_rest", peer.node().uri(), MODEL, many, 2 * cores));
        }
        try {
            requireEqualAnswers(contenders);
            ObjectNode result = machine(cores);
            Map<String, Double> rates = saturated(contenders, result);
            ratios(rates, result);
            paced(contenders, rates, result);
            result.put("load_average_after", load());
            return result.toPrettyString();
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    /** Ours answer bit for bit like the runtime; another release of it nearly so. */
    private void requireEqualAnswers(List<Contender> contenders) {
        for (Contender contender : contenders) {
            byte[] expected = contenders.get(contender.rows() == 1 ? 0 : 1).ask().join();
            byte[] actual = contender.ask().join();
            double tolerance = contender.name().startsWith("node") ? ANOTHER_RELEASE : 0;
            if (!agree(expected, actual, tolerance)) {
                throw new IllegalStateException(
                        contender.name() + " answers otherwise than the bare runtime");
            }
        }
        progress.println("equal answers from " + contenders.size() + " contenders");
    }

    static boolean agree(byte[] expected, byte[] actual, double tolerance) {
        if (tolerance == 0 || expected.length != actual.length) {
            return Arrays.equals(expected, actual);
        }
        ByteBuffer one = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer other = ByteBuffer.wrap(actual).order(ByteOrder.LITTLE_ENDIAN);
        while (one.remaining() >= Float.BYTES) {
            float wanted = one.getFloat();
            if (!(Math.abs(wanted - other.getFloat()) <= tolerance * (1 + Math.abs(wanted)))) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Double> saturated(List<Contender> contenders, ObjectNode result)
            throws InterruptedException {
        Map<String, List<Double>> turns = new LinkedHashMap<>();
        for (int round = -WARM_ROUNDS; round < plan.rounds(); round++) {
            for (Contender one : contenders) {
                double rate = Load.saturated(one, plan.turnMillis());
                if (round >= 0) {
                    turns.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(rate);
                }
            }
            progress.println(
                    round < 0 ? "warming up" : "round " + (round + 1) + " of " + plan.rounds());
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        ObjectNode rates = result.putObject("rows_per_second");
        turns.forEach(
                (name, all) -> {
                    List<Double> sorted = all.stream().sorted().toList();
                    double median = sorted.get(sorted.size() / 2);
                    medians.put(name, median);
                    ObjectNode said = rates.putObject(name).put("median", rounded(median));
                    all.forEach(said.withArray("turns")::add);
                });
        return medians;
    }

    private static void ratios(Map<String, Double> rates, ObjectNode result) {
        ObjectNode ratios = result.putObject("share_of_the_bare_runtime");
        rates.forEach(
                (name, rate) -> {
                    String batch = name.substring(name.indexOf("_batch_"));
                    double bare = rates.getOrDefault("bare_runtime" + batch, Double.NaN);
                    if (!name.startsWith("bare")) {
                        ratios.put(name, Math.round(1000 * rate / bare) / 1000.0);
                    }
                });
    }

    private void paced(List<Contender> contenders, Map<String, Double> rates, ObjectNode result)
            throws InterruptedException {
        ObjectNode times = result.putObject("milliseconds_at_half_load_one_row");
        for (Contender one : contenders) {
            if (one.rows() == 1) {
                double half = rates.getOrDefault(one.name(), 0.0) / 2;
                Load.Times took = Load.paced(one, half, plan.pacedRequests());
                times.putObject(one.name())
                        .put("requests_per_second", rounded(took.perSecond()))
                        .put("p50", rounded(took.p50()))
                        .put("p90", rounded(took.p90()))
                        .put("p99", rounded(took.p99()))
                        .put("max", rounded(took.most()));
            }
        }
        progress.println("times at half the load");
    }

    private ObjectNode machine(int cores) {
        Path model = plan.model();
        return JsonNodeFactory.instance
                .objectNode()
                .put("benchmark", "model")
                .put("model", model == null ? "synthetic" : String.valueOf(model.getFileName()))
                .put("cores", cores)
                .put("java", Runtime.version().toString())
                .put("load_average_before", load())
                .put("requests_under_way", UNDER_WAY);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
