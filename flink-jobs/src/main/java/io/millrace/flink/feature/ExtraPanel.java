package io.millrace.flink.feature;

import io.millrace.domain.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.BarSeries;

/** The configured features, ready to be computed over a window of bars. */
final class ExtraPanel {

    private final List<Seat> seats;

    private record Seat(Ta4jRecipe recipe, int readyAfter) {}

    private ExtraPanel(List<Seat> seats) {
        this.seats = seats;
    }

    /** The panel of features that were already found to be right. */
    static ExtraPanel of(ExtraFeatures extras) {
        List<Seat> seats = new ArrayList<>();
        for (ExtraFeature feature : extras.features()) {
            try {
                seats.add(new Seat(Ta4jRecipe.of(feature.indicator()), feature.readyAfter()));
            } catch (Ta4jMistake mistake) {
                throw new IllegalStateException(feature.name() + ": " + mistake.getMessage());
            }
        }
        return new ExtraPanel(seats);
    }

    /** Puts every value that is ready behind the built-in features. */
    void put(FeatureVector.Builder vector, BarWindow window) {
        BarSeries series = window.series(window.count());
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            if (window.count() >= seat.readyAfter()) {
                vector.put(FeatureVector.BUILT_IN + i, Ta4jValue.of(seat.recipe(), series));
            }
        }
    }
}
