package io.millrace.trainer.tft;

import com.sun.management.OperatingSystemMXBean;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.WindowSet;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Measures windows per CPU second of the fit, at the size that is served: docs/model.md. */
public final class TrainingSpeed {

    private TrainingSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int windows = 1280;
        for (int hidden : new int[] {16, 32}) {
            Noise noise = new Noise(windows);
            NetworkShape shape = new NetworkShape(noise.definition(), hidden, 4);
            TftSettings settings = TrainedModels.settings(Map.of("tft.hidden", hidden));
            try (TftFit fit =
                    new TftFit(shape, Scalers.of(noise), settings, 1, FitProgress.none("speed"))) {
                fit.round(1, noise);
                long cpu = cpuNanos();
                long wall = System.nanoTime();
                fit.round(2, noise);
                double cpuSeconds = (cpuNanos() - cpu) / 1e9;
                double seconds = (System.nanoTime() - wall) / 1e9;
                System.out.printf(
                        "hidden %d: %d weights, %.0f windows per CPU second, %.0f per second%n",
                        hidden, fit.weights().count(), windows / cpuSeconds, windows / seconds);
            }
        }
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .forEach(System.out::println);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private record Noise(int size) implements WindowSet {

        @Override
        public ModelDefinition definition() {
            return ModelDefinition.STANDARD;
        }

        @Override
        public int symbol(int window) {
            return 1 + window % 3;
        }

        @Override
        public long atMillis(int window) {
            return window;
        }

        @Override
        public void observed(int window, FloatBuffer into) {
            fill(window, into, 120 * 16);
        }

        @Override
        public void known(int window, FloatBuffer into) {
            fill(window, into, 123 * 4);
        }

        @Override
        public void targets(int window, FloatBuffer into) {
            fill(window, into, 3);
        }

        private static void fill(int window, FloatBuffer into, int count) {
            Random random = new Random(window);
            for (int i = 0; i < count; i++) {
                into.put((float) random.nextGaussian());
            }
        }
    }
}
