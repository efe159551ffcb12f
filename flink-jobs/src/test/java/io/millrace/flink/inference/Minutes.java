package io.millrace.flink.inference;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Observations of the minutes of a Tuesday in New York. */
final class Minutes {

    static final long MINUTE = 60_000;
    static final long OPEN = Instant.parse("2024-03-05T14:30:00Z").toEpochMilli();

    private Minutes() {}

    /** So many minutes from the open, each of all symbols. */
    static List<Observation> of(int minutes, String... symbols) {
        List<Observation> all = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            for (String symbol : symbols) {
                all.add(at(symbol, minute, 100 + Math.sin(minute)));
            }
        }
        return all;
    }

    static Observation at(String symbol, int minute, double close) {
        long start = OPEN + minute * MINUTE;
        Bar bar = new Bar(symbol, start, start + MINUTE, close, close, close, close, 1_000);
        FeatureVector.Builder features = new FeatureVector.Builder(symbol, bar.endMillis(), 0);
        for (Feature feature : Feature.values()) {
            features.put(feature.place(), Math.cos(minute + feature.place()));
        }
        return Observation.of(bar, features.build(), ReturnWindow.empty());
    }

    static long end(int minute) {
        return OPEN + (minute + 1) * MINUTE;
    }
}
