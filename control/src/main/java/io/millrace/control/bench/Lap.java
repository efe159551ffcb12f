package io.millrace.control.bench;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the sink of one benchmark run sees: when steady state began and when the tape ended, with
 * the processor time in between, and the live heap along the way.
 */
final class Lap implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Laps of this process by name: the sink runs in it, but in a copy that Flink made. */
    private static final ConcurrentMap<String, Reading> READINGS = new ConcurrentHashMap<>();

    private final String name;
    private final long steadyFrom;
    private final long every;

    private transient @Nullable Reading reading;
    private transient long seen;

    /**
     * A lap that starts its clock late.
     *
     * @param steadyFrom records after which steady state begins
     * @param every records between two looks at the heap
     */
    Lap(String name, long steadyFrom, long every) {
        this.name = name;
        this.steadyFrom = steadyFrom;
        this.every = every;
    }

    void record() {
        seen++;
        if (seen == steadyFrom) {
            started().begin();
        } else if (seen > steadyFrom && seen % every == 0) {
            started().look(seen);
        }
    }

    void end() {
        started().finish(seen);
    }

    /** What was measured, once the run is over. */
    Reading taken() {
        Reading taken = READINGS.remove(name);
        if (taken == null) {
            throw new IllegalStateException(name + ": the sink was never closed");
        }
        return taken;
    }

    private Reading started() {
        if (reading == null) {
            reading = READINGS.computeIfAbsent(name, anew -> new Reading());
        }
        return reading;
    }

    /** Clocks and heap of one run. */
    static final class Reading {

        private final List<long[]> heap = new ArrayList<>();
        private long beganNanos;
        private long beganCpuNanos;
        private long endedNanos;
        private long endedCpuNanos;
        private long beganAt;
        private long records;

        private void begin() {
            beganNanos = System.nanoTime();
            beganCpuNanos = cpuNanos();
        }

        private void look(long at) {
            heap.add(new long[] {at, liveBytes()});
        }

        private void finish(long seen) {
            endedNanos = System.nanoTime();
            endedCpuNanos = cpuNanos();
            records = seen;
        }

        Reading from(long steadyFrom) {
            beganAt = steadyFrom;
            return this;
        }

        long records() {
            return records;
        }

        double perSecond() {
            return (records - beganAt) * 1e9 / (endedNanos - beganNanos);
        }

        /** Processor time of the whole process per record, collector and compiler included. */
        double cpuMicros() {
            return (endedCpuNanos - beganCpuNanos) / 1e3 / (records - beganAt);
        }

        /** Records seen and bytes that survived the last collection, along the run. */
        List<long[]> heap() {
            return heap;
        }

        private static long cpuNanos() {
            return ((com.sun.management.OperatingSystemMXBean)
                            ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }

        private static long liveBytes() {
            long live = 0;
            for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
                MemoryUsage afterCollection = pool.getCollectionUsage();
                live += afterCollection == null ? 0 : afterCollection.getUsed();
            }
            return live;
        }
    }
}
