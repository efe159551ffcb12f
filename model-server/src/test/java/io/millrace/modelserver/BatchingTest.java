package io.millrace.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.modelserver.batching.Answer;
import io.millrace.modelserver.batching.Call;
import io.millrace.modelserver.metrics.ModelCounters.Failure;
import io.millrace.modelserver.metrics.ModelCounters.Reading;
import io.millrace.modelserver.onnx.Accelerator;
import io.millrace.modelserver.onnx.Device;
import io.millrace.modelserver.repository.ModelRepository;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are run together, and those that must not be. */
class BatchingTest {

    private static final Accelerator CPU = Accelerator.choose(Device.CPU);
    private static final int SLOW_WIDTH = 64;

    @TempDir private Path models;

    @Test
    void everyRequestGetsItsOwnRowsBack() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        OnnxFiles.config(models, "plus", "max-batch: 16", "instances: 2");
        try (ModelRepository repository = ModelRepository.open(models, CPU)) {
            Random random = new Random(3);
            List<float[]> asked = new ArrayList<>();
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                // whole numbers far below 2^24 are exact, whatever runs beside them
                float[] values = new float[3 * (1 + random.nextInt(5))];
                for (int j = 0; j < values.length; j++) {
                    values[j] = random.nextInt(1 << 20);
                }
                asked.add(values);
                answers.add(repository.infer(call("plus", 3, values)));
            }

            for (int i = 0; i < asked.size(); i++) {
                float[] expected = asked.get(i).clone();
                for (int j = 0; j < expected.length; j++) {
                    expected[j] += 1;
                }
                assertThat(floats(answers.get(i))).as("request " + i).isEqualTo(expected);
            }
            Reading counts = read(repository, "plus");
            long rows = asked.stream().mapToLong(one -> one.length / 3).sum();
            assertThat(counts.requests()).isEqualTo(1000);
            assertThat(counts.inferences()).isEqualTo(rows);
            assertThat(counts.executions()).isLessThan(500);
            assertThat(counts.runsByRows().keySet()).allMatch(size -> size <= 16);
        }
    }

    @Test
    void sequencesOfDifferentLengthAreNotMixed() throws Exception {
        OnnxFiles.put(models, "same", 1, OnnxFiles.identity(OnnxFiles.FLOAT, -1, -1));
        OnnxFiles.config(models, "same", "max-batch: 8", "instances: 1");
        try (ModelRepository repository = ModelRepository.open(models, CPU)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(repository.infer(call("same", 1 + i % 4, new float[1 + i % 4])));
            }

            for (int i = 0; i < answers.size(); i++) {
                Tensor output = answers.get(i).get().outputs().get(0);
                assertThat(output.shape()).isEqualTo(Shape.of(1, 1 + i % 4));
            }
        }
    }

    @Test
    void rowsThatChangeOneAnotherAreFoundOutAndRunAlone() throws Exception {
        Path file = OnnxFiles.put(models, "mixing", 1, OnnxFiles.mixing());
        try (ModelRepository repository = ModelRepository.open(models, CPU);
                DirectRun direct = new DirectRun(file)) {
            assertThat(repository.find("mixing", "").policy().batch()).isZero();
            float[] one = {1, 2, 3};
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(repository.infer(call("mixing", 3, one)));
            }

            float[] alone = direct.output("y", new long[] {1, 3}, Map.of("x", one));
            for (CompletableFuture<Answer> answer : answers) {
                assertThat(floats(answer)).isEqualTo(alone);
            }
            assertThat(read(repository, "mixing").executions()).isEqualTo(100);
        }
    }

    @Test
    void oneBadRowDoesNotSpoilItsNeighbours() throws Exception {
        OnnxFiles.put(models, "lookup", 1, OnnxFiles.lookup());
        OnnxFiles.config(
                models, "lookup", "max-batch: 8", "instances: 1", "queue-delay-micros: 200000");
        try (ModelRepository repository = ModelRepository.open(models, CPU)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (long place : new long[] {1, 9, 2, 3}) {
                ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                data.putLong(place).flip();
                Tensor x = new Tensor("x", Datatype.INT64, Shape.of(1), data);
                answers.add(
                        repository.infer(new Call("lookup", "", "", List.of(x), List.of(), 0, 0)));
            }

            assertThat(floats(answers.get(0))).containsExactly(2, 3);
            assertThat(floats(answers.get(2))).containsExactly(4, 5);
            assertThat(floats(answers.get(3))).containsExactly(6, 7);
            assertThatThrownBy(() -> answers.get(1).join())
                    .hasCauseInstanceOf(Refusal.class)
                    .hasMessageContaining("model 'lookup' failed");
        }
    }

    @Test
    void aDelayGathersWhatAFreeInstanceWouldHaveTakenOneByOne() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        OnnxFiles.config(
                models, "plus", "max-batch: 4", "instances: 1", "queue-delay-micros: 5000000");
        try (ModelRepository repository = ModelRepository.open(models, CPU)) {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(repository.infer(call("plus", 3, new float[3])));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                    .get(60, TimeUnit.SECONDS);

            assertThat(read(repository, "plus").runsByRows()).containsExactly(Map.entry(4, 1L));
        }
    }

    @Test
    void aFullQueueIsToldWithItsLimit() throws Exception {
        try (ModelRepository repository = slow("queue-limit: 3")) {
            List<CompletableFuture<Answer>> answers = occupied(repository);
            for (int i = 0; i < 3; i++) {
                answers.add(repository.infer(slowCall(0, 0)));
            }

            assertThatThrownBy(() -> repository.infer(slowCall(0, 0)))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Exceeds maximum queue size of model 'slow': 3 requests wait");
            CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).get();
            assertThat(read(repository, "slow").failures().get(Failure.REJECTED)).isEqualTo(1);
        }
    }

    @Test
    void whatIsPastItsDeadlineOrLeftIsNeverRun() throws Exception {
        try (ModelRepository repository = slow("queue-limit: 100")) {
            List<CompletableFuture<Answer>> running = occupied(repository);
            CompletableFuture<Answer> late = repository.infer(slowCall(0, 1));
            CompletableFuture<Answer> left = repository.infer(slowCall(0, 0));
            left.cancel(false);

            assertThatThrownBy(late::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new)).get();
            repository.infer(slowCall(0, 0)).get();
            assertThat(read(repository, "slow").executions()).isEqualTo(2);
            assertThat(read(repository, "slow").failures().get(Failure.REJECTED)).isEqualTo(1);
        }
    }

    @Test
    void theHigherPriorityIsServedFirst() throws Exception {
        try (ModelRepository repository = slow("priority-levels: 2")) {
            List<CompletableFuture<Answer>> all = occupied(repository);
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 3; i++) {
                all.add(repository.infer(slowCall(0, 0)).whenComplete((a, e) -> order.add("low")));
            }
            all.add(repository.infer(slowCall(1, 0)).whenComplete((a, e) -> order.add("high")));
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get();

            assertThat(order).startsWith("high").hasSize(4);
        }
    }

    @Test
    void anExplicitBatchIsTheLargestRequestToo() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        OnnxFiles.config(models, "plus", "max-batch: 2");
        try (ModelRepository repository = ModelRepository.open(models, CPU)) {
            assertThatThrownBy(() -> repository.infer(call("plus", 3, new float[9])))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("inference request batch-size must be <= 2 for 'plus', got 3");
        }
    }

    /** One instance that takes one request at a time and some time for it. */
    private ModelRepository slow(String setting) throws Exception {
        OnnxFiles.put(models, "slow", 1, OnnxFiles.slow(SLOW_WIDTH, 4000));
        OnnxFiles.config(models, "slow", "max-batch: 0", "instances: 1", setting);
        return ModelRepository.open(models, CPU);
    }

    /** A request that the only instance has begun. */
    private static List<CompletableFuture<Answer>> occupied(ModelRepository repository)
            throws InterruptedException {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        answers.add(repository.infer(slowCall(0, 0)));
        Eventually.holds(
                "the instance has begun",
                () -> repository.find("slow", "").scheduler().waiting() == 0);
        return answers;
    }

    private static Call slowCall(long priority, long timeoutMicros) {
        float[] values = new float[SLOW_WIDTH * SLOW_WIDTH];
        Tensor x = tensor(Shape.of(1, SLOW_WIDTH, SLOW_WIDTH), values);
        return new Call("slow", "", "", List.of(x), List.of(), priority, timeoutMicros);
    }

    private static Call call(String model, int width, float[] values) {
        Tensor x = tensor(Shape.of(values.length / width, width), values);
        return new Call(model, "", "", List.of(x), List.of(), 0, 0);
    }

    private static Tensor tensor(Shape shape, float[] values) {
        return new Tensor("x", Datatype.FP32, shape, ByteBuffer.wrap(Visitor.bytes(values)));
    }

    private static float[] floats(CompletableFuture<Answer> answer) throws Exception {
        ByteBuffer data = answer.get().outputs().get(0).reading();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return Visitor.floats(bytes);
    }

    private static Reading read(ModelRepository repository, String model) {
        return repository.find(model, "").counters().read();
    }
}
