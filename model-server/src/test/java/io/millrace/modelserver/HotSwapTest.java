package io.millrace.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.modelserver.Visitor.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred changes of the model while callers go on. */
class HotSwapTest {

    private static final int SWAPS = 100;
    private static final int CALLERS = 4;
    private static final int SETTLED = 30;

    /** More than noise of the collector, less than a session left open at each swap would take. */
    private static final long FLAT_BYTES = 96L << 20;

    @TempDir private Path models;

    @Test
    void noAnswerFailsOrIsMissingAndMemoryStaysFlat() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        ServerOptions options = ServerOptions.local(models).withWatch(Duration.ofHours(1));
        try (ModelServer server = ModelServer.start(options)) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger published = new AtomicInteger(1);
            AtomicInteger serving = new AtomicInteger(1);
            AtomicLong answers = new AtomicLong();
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            List<Future<String>> ends = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                ends.add(
                        callers.submit(
                                () ->
                                        calls(
                                                new Visitor(server.uri()),
                                                over,
                                                serving,
                                                published,
                                                answers)));
            }
            long settled = 0;
            for (int swap = 2; swap <= SWAPS + 1; swap++) {
                published.set(swap);
                OnnxFiles.put(models, "plus", 1 + swap % 2, OnnxFiles.plus(swap));
                if (swap % 2 == 0) {
                    Files.deleteIfExists(models.resolve("plus/2/model.onnx"));
                    OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(swap));
                }
                server.models().load("plus");
                serving.set(swap);
                long atLeast = answers.get() + CALLERS;
                Eventually.holds("callers go on", () -> answers.get() >= atLeast || done(ends));
                if (swap == SETTLED) {
                    settled = residentBytes();
                }
            }
            over.set(true);
            for (Future<String> end : ends) {
                assertThat(end.get()).isEmpty();
            }
            callers.shutdown();

            assertThat(answers.get()).isGreaterThan(SWAPS);
            assertThat(residentBytes() - settled).isLessThan(FLAT_BYTES);
        }
    }

    /** Calls until it is over; tells of the first answer that is wrong. */
    private static String calls(
            Visitor visitor,
            AtomicBoolean over,
            AtomicInteger serving,
            AtomicInteger published,
            AtomicLong answers)
            throws IOException, InterruptedException {
        while (!over.get()) {
            int least = serving.get();
            Reply reply = visitor.infer("plus", Visitor.floats("x", new long[] {1, 3}, 0, 10, 20));
            int most = published.get();
            if (reply.status() != 200) {
                return reply.status() + " " + reply.error();
            }
            float[] y = reply.floats(0);
            float by = y[0];
            if (by < least || by > most || y[1] != by + 10 || y[2] != by + 20) {
                return "plus " + by + " while " + least + " to " + most + " served";
            }
            answers.incrementAndGet();
        }
        return "";
    }

    private static boolean done(List<Future<String>> ends) {
        return ends.stream().anyMatch(Future::isDone);
    }

    private static long residentBytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
