package io.millrace.domain.ensemble;

import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads every gate that applies, in their order. An exit passes fewer of them than an entry. */
final class GateKeeper {

    /** The whole answer to a bar without votes. */
    static final List<GateReading> NO_VOTES = List.of(new GateReading(Gate.VOTES, 0.0, 0, false));

    private static final int VOLUME = Feature.AVERAGE_SESSION_VOLUME.place();

    private final GateSettings settings;
    private final ZoneId zone;

    GateKeeper(GateSettings settings, ZoneId zone) {
        this.settings = settings;
        this.zone = zone;
    }

    static boolean allPassed(List<GateReading> readings) {
        for (int i = 0; i < readings.size(); i++) {
            if (!readings.get(i).passed()) {
                return false;
            }
        }
        return true;
    }

    List<GateReading> exit(double score, double confidence) {
        GateReading votes = votes(score);
        return settings.reads(Gate.CONFIDENCE)
                ? List.of(votes, confidence(confidence))
                : List.of(votes);
    }

    List<GateReading> entry(
            Observation observation, double score, double confidence, @Nullable ModelView model) {
        List<GateReading> readings = new ArrayList<>(Gate.values().length);
        readings.add(votes(score));
        FeatureVector features = observation.features();
        if (settings.reads(Gate.ENTRY_WINDOW)) {
            readings.add(settings.window().read(features));
        }
        if (settings.reads(Gate.AVERAGE_VOLUME)) {
            readings.add(averageVolume(features));
        }
        if (settings.reads(Gate.SPREAD)) {
            readings.add(spread());
        }
        if (settings.reads(Gate.EARNINGS_BLACKOUT)) {
            readings.add(earnings(features.symbol(), observation.bar().endMillis()));
        }
        if (settings.reads(Gate.CONFIDENCE)) {
            readings.add(confidence(confidence));
        }
        if (settings.reads(Gate.EXPECTED_MOVE)) {
            readings.add(expectedMove(model));
        }
        return readings;
    }

    private static GateReading votes(double score) {
        return new GateReading(Gate.VOTES, Math.abs(score), 0, score != 0);
    }

    private GateReading averageVolume(FeatureVector features) {
        double limit = settings.minAverageVolume();
        if (!features.isReady(VOLUME)) {
            return unknown(Gate.AVERAGE_VOLUME, limit, settings.averageVolumeUnknown());
        }
        double volume = features.values()[VOLUME];
        return new GateReading(Gate.AVERAGE_VOLUME, volume, limit, volume >= limit);
    }

    /** No quote reaches the ensemble yet: an observation carries none. */
    private GateReading spread() {
        return unknown(Gate.SPREAD, settings.maxSpread(), settings.spreadUnknown());
    }

    private GateReading earnings(String symbol, long atMillis) {
        int limit = settings.blackoutDays();
        OptionalLong days = settings.earnings().daysToNearest(symbol, atMillis, zone);
        if (days.isEmpty()) {
            return unknown(Gate.EARNINGS_BLACKOUT, limit, WhenUnknown.PASS);
        }
        long distance = days.getAsLong();
        return new GateReading(Gate.EARNINGS_BLACKOUT, (double) distance, limit, distance > limit);
    }

    private GateReading confidence(double confidence) {
        double limit = settings.minConfidence();
        return new GateReading(Gate.CONFIDENCE, confidence, limit, confidence >= limit);
    }

    private GateReading expectedMove(@Nullable ModelView model) {
        double limit = settings.minExpectedMove();
        if (model == null) {
            return unknown(Gate.EXPECTED_MOVE, limit, settings.expectedMoveUnknown());
        }
        double move = model.expectedMove();
        return new GateReading(Gate.EXPECTED_MOVE, move, limit, move >= limit);
    }

    private static GateReading unknown(Gate gate, double limit, WhenUnknown policy) {
        return new GateReading(gate, null, limit, policy == WhenUnknown.PASS);
    }
}
