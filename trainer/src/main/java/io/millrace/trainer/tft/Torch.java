package io.millrace.trainer.tft;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** PyTorch inside this process: one engine, started by whoever needs it first. */
final class Torch {

    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private Torch() {}

    /**
     * Says how many threads one operation may have. Sums depend on it in their last bits, and
     * PyTorch can be told once in a process.
     *
     * @throws IllegalStateException when it was told another number
     */
    static synchronized void useThreads(int threads) {
        int told = Integer.getInteger(THREADS, threads);
        if (told != threads) {
            throw new IllegalStateException(
                    "threads: "
                            + threads
                            + " (expected: "
                            + told
                            + ", which PyTorch has in this process)");
        }
        System.setProperty(THREADS, String.valueOf(threads));
    }

    /** The engine; its natives come from the class path, never from the network. */
    static synchronized Engine engine() {
        useThreads(Integer.getInteger(THREADS, 1));
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        return Engine.getEngine("PyTorch");
    }

    static NDManager manager() {
        return engine().newBaseManager();
    }

    /**
     * An array in PyTorch's own memory. A buffer of the JVM lies wherever the heap's settings put
     * it, and how it is aligned decides which of two kernels adds it up: the last bits would depend
     * on it.
     */
    static NDArray array(NDManager manager, float[] values, long... shape) {
        try (NDArray foreign = manager.create(values, new Shape(shape))) {
            return foreign.duplicate();
        }
    }

    static NDArray array(NDManager manager, long... values) {
        try (NDArray foreign = manager.create(values, new Shape(values.length))) {
            return foreign.duplicate();
        }
    }
}
