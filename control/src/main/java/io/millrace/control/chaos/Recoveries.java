package io.millrace.control.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long it took to come back from one kind of blow.
 *
 * @param lost blows that nobody came back from
 * @param limitSeconds what {@code p95Millis} is held against
 */
record Recoveries(
        Blow blow,
        int blows,
        int lost,
        long p50Millis,
        long p95Millis,
        long maxMillis,
        int limitSeconds) {

    /** Of every kind that fell, in the table's order. */
    static List<Recoveries> of(List<Struck> struck) {
        Map<Blow, List<Struck>> byBlow = new EnumMap<>(Blow.class);
        for (Struck one : struck) {
            byBlow.computeIfAbsent(one.planned().blow(), blow -> new ArrayList<>()).add(one);
        }
        List<Recoveries> recoveries = new ArrayList<>();
        byBlow.forEach((blow, blows) -> recoveries.add(of(blow, blows)));
        return recoveries;
    }

    boolean isWithinLimit() {
        return lost == 0 && p95Millis <= limitSeconds * 1_000L;
    }

    private static Recoveries of(Blow blow, List<Struck> struck) {
        List<Long> sorted = new ArrayList<>();
        for (Struck one : struck) {
            Long millis = one.recoveryMillis();
            if (millis != null) {
                sorted.add(millis);
            }
        }
        sorted.sort(null);
        return new Recoveries(
                blow,
                struck.size(),
                struck.size() - sorted.size(),
                rank(sorted, 0.5),
                rank(sorted, 0.95),
                rank(sorted, 1),
                blow.limitSeconds());
    }

    /** The smallest one that so large a part does not exceed. */
    private static long rank(List<Long> sorted, double part) {
        if (sorted.isEmpty()) {
            return 0;
        }
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }
}
