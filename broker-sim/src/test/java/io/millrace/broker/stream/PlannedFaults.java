package io.millrace.broker.stream;

import io.millrace.broker.faults.FaultKind;
import io.millrace.broker.faults.Faults;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Faults that strike so many times. */
public final class PlannedFaults implements Faults {

    private final Map<FaultKind, Integer> left = new EnumMap<>(FaultKind.class);
    private final long delayMillis;

    public PlannedFaults(long delayMillis) {
        this.delayMillis = delayMillis;
    }

    public synchronized PlannedFaults with(FaultKind kind, int times) {
        left.put(kind, times);
        return this;
    }

    @Override
    public synchronized Optional<Fault> strike(FaultKind kind, String occasion) {
        int times = left.getOrDefault(kind, 0);
        if (times == 0) {
            return Optional.empty();
        }
        left.put(kind, times - 1);
        return Optional.of(new Fault(kind, "", delayMillis, 1));
    }
}
