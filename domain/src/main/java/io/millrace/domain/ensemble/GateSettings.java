package io.millrace.domain.ensemble;

import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The gates that stand before an entry, and their limits.
 *
 * @param off gates that are not there at all
 * @param minAverageVolume shares or coins per session
 * @param averageVolumeUnknown what an unknown average does
 * @param maxSpread as a fraction of the price
 * @param spreadUnknown what an unknown spread does
 * @param blackoutDays calendar days before and after an earnings report
 * @param minConfidence 0..1
 * @param minExpectedMove size of the model's median return, as a fraction
 * @param expectedMoveUnknown what a decision without a model does
 */
public record GateSettings(
        Set<Gate> off,
        EntryWindow window,
        double minAverageVolume,
        WhenUnknown averageVolumeUnknown,
        double maxSpread,
        WhenUnknown spreadUnknown,
        int blackoutDays,
        EarningsCalendar earnings,
        double minConfidence,
        double minExpectedMove,
        WhenUnknown expectedMoveUnknown)
        implements Serializable {

    static final String CONFIDENCE = "ensemble.min-confidence";
    static final String MOVE_UNKNOWN = "ensemble.when-unknown.expected-move";
    private static final String OFF = "ensemble.gates-off";

    public GateSettings {
        off = Set.copyOf(off);
    }

    static GateSettings from(Settings settings, Market market, Resolution resolution) {
        Set<Gate> off = off(settings);
        EntryWindow window = EntryWindow.from(settings, market, resolution);
        double volume = settings.number("ensemble.min-average-volume", 500_000);
        double spread = settings.number("ensemble.max-spread", 0.001);
        int days = settings.whole("ensemble.earnings-blackout-days", 2);
        double confidence = settings.number(CONFIDENCE, 0.65);
        double move = settings.number("ensemble.min-expected-move", 0.005);
        WhenUnknown spreadUnknown = unknown(settings, "spread", WhenUnknown.PASS);
        above(settings, "ensemble.min-average-volume", volume, Gate.AVERAGE_VOLUME);
        above(settings, "ensemble.max-spread", spread, Gate.SPREAD);
        above(settings, "ensemble.min-expected-move", move, Gate.EXPECTED_MOVE);
        settings.check(
                off.contains(Gate.SPREAD) || spreadUnknown == WhenUnknown.PASS,
                "ensemble.when-unknown.spread",
                "block",
                "pass: no quotes reach the ensemble, so nothing could ever be bought");
        settings.check(
                days >= 0 && days <= 30, "ensemble.earnings-blackout-days", days, ">= 0 and <= 30");
        return new GateSettings(
                off,
                window,
                volume,
                unknown(settings, "average-volume", WhenUnknown.BLOCK),
                spread,
                spreadUnknown,
                days,
                EarningsCalendar.from(settings),
                confidence,
                move,
                unknown(settings, "expected-move", WhenUnknown.PASS));
    }

    boolean reads(Gate gate) {
        return !off.contains(gate);
    }

    static String spelled(Gate gate) {
        return gate.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void above(Settings settings, String key, double limit, Gate gate) {
        settings.check(
                limit > 0,
                key,
                limit,
                "> 0; to do without this gate, name " + spelled(gate) + " in " + OFF);
    }

    private static WhenUnknown unknown(Settings settings, String filter, WhenUnknown standard) {
        return settings.choice("ensemble.when-unknown." + filter, WhenUnknown.class, standard);
    }

    private static Set<Gate> off(Settings settings) {
        List<Gate> known = Arrays.stream(Gate.values()).filter(gate -> gate != Gate.VOTES).toList();
        List<Gate> off = new ArrayList<>();
        for (String name : settings.texts(OFF)) {
            List<Gate> named = known.stream().filter(gate -> spelled(gate).equals(name)).toList();
            settings.check(
                    !named.isEmpty(),
                    OFF,
                    name,
                    "any of "
                            + String.join(
                                    ", ", known.stream().map(GateSettings::spelled).toList()));
            off.addAll(named);
        }
        return Set.copyOf(off);
    }
}
