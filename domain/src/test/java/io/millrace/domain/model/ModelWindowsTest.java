package io.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.feature.FeatureState;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.indicator.Tapes;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ModelWindowsTest {

    private static final SessionCalendar XNYS = Market.XNYS.calendar();
    private static final ModelDefinition SHORT = definition(4, false);

    @Provide
    Arbitrary<List<Bar>> bars() {
        return Tapes.bars(160);
    }

    @Property(tries = 100)
    void aWindowIsTheLastReadyBarsOfOneSessionWithoutAGap(
            @ForAll("bars") List<Bar> tape, @ForAll @IntRange(max = 160) int hole) {
        List<Bar> bars = new ArrayList<>(tape);
        if (hole < bars.size()) {
            bars.remove(hole);
        }
        List<FeatureVector> features = features(bars);
        List<Optional<ModelWindow>> windows = windows(bars, SHORT);

        for (int last = 0; last < bars.size(); last++) {
            Optional<float[]> expected = searchedBackwards(bars, features, last);
            assertThat(windows.get(last).map(ModelWindow::observed).map(ModelWindowsTest::listed))
                    .isEqualTo(expected.map(ModelWindowsTest::listed));
        }
    }

    @Property(tries = 50)
    void noLaterBarChangesAnEarlierWindow(
            @ForAll("bars") List<Bar> bars, @ForAll @IntRange(max = 160) int cut) {
        int known = Math.min(cut, bars.size());
        List<Bar> changed = new ArrayList<>(bars.subList(0, known));
        bars.subList(known, bars.size()).forEach(bar -> changed.add(doubled(bar)));

        assertThat(windows(changed, SHORT).subList(0, known))
                .isEqualTo(windows(bars, SHORT).subList(0, known));
    }

    /**
     * What a snapshot holds may be older than the state that went on from it, or be torn from it.
     */
    @Property(tries = 50)
    void restoringAtAnyBarChangesNothing(
            @ForAll("bars") List<Bar> bars, @ForAll @IntRange(max = 160) int cut) {
        List<FeatureVector> features = features(bars);
        ModelWindows kept = ModelWindows.empty();
        int until = Math.min(cut, bars.size());
        for (int i = 0; i < until; i++) {
            kept = kept.next(bars.get(i), features.get(i), SHORT, XNYS);
        }
        windowsFrom(kept, bars, until);
        ModelWindows restored = copied(kept);

        assertThat(windowsFrom(kept, bars, until)).isEqualTo(windowsFrom(restored, bars, until));
        assertThat(windowsFrom(restored, bars, until))
                .isEqualTo(windows(bars, SHORT).subList(until, bars.size()));
        assertThat(restored).isEqualTo(kept);
    }

    @Test
    void theCalendarIsToldForEveryBarAndEveryHorizon() {
        ModelDefinition model = definition(4, false);
        List<Bar> bars = minutesOf(LocalDate.of(2024, 3, 8), 0, 390);
        List<Optional<ModelWindow>> windows = windows(bars, model);
        ModelWindow window = windows.get(384).orElseThrow();

        assertThat(window.observed()).hasSize(4 * model.observed().size());
        assertThat(window.known()).hasSize((4 + 3) * 4);
        int[] minutesToClose = {8, 7, 6, 5, 3, 0, 0};
        for (int row = 0; row < 7; row++) {
            ZonedDateTime then =
                    LocalDate.of(2024, 3, 8)
                            .atTime(16, 0)
                            .atZone(XNYS.zone())
                            .minusMinutes(minutesToClose[row]);
            double minuteOfDay = then.getHour() * 60 + then.getMinute();
            assertThat(Arrays.copyOfRange(window.known(), 4 * row, 4 * row + 4))
                    .containsExactly(
                            new float[] {
                                (float) (minuteOfDay / 1440),
                                (float) ((then.getDayOfWeek().getValue() - 1) / 6.0),
                                (float) ((390 - minutesToClose[row]) / 390.0),
                                (float) (minutesToClose[row] / 390.0)
                            },
                            within(1e-7f));
        }
    }

    @Test
    void anInputOfTheCalendarLiesBetweenNoneAndAllOfItsRange() {
        for (LocalDate day : List.of(LocalDate.of(2024, 3, 8), LocalDate.of(2024, 11, 29))) {
            windows(minutesOf(day, 0, 210), SHORT).stream()
                    .flatMap(Optional::stream)
                    .forEach(
                            window ->
                                    assertThat(listed(window.known()))
                                            .allMatch(value -> value >= 0 && value <= 1));
        }
    }

    @Test
    void aHorizonBehindTheCloseLiesInTheNextSessionWhereTheDefinitionCrosses() {
        ModelDefinition crossing = definition(4, true);
        List<Bar> friday = minutesOf(LocalDate.of(2024, 3, 8), 300, 390);
        ModelWindow atTheClose = windows(friday, crossing).get(89).orElseThrow();

        assertThat(atTheClose.known()[4 * 4 + 1]).isEqualTo(0f);
        assertThat(atTheClose.known()[4 * 4]).isEqualTo((9 * 60 + 32) / 1440f, within(1e-7f));
    }

    @Test
    void onlyADefinitionThatCrossesGivesAWindowOverTheWeekend() {
        List<Bar> bars = new ArrayList<>(minutesOf(LocalDate.of(2024, 3, 8), 300, 390));
        bars.addAll(minutesOf(LocalDate.of(2024, 3, 11), 0, 5));

        assertThat(present(windows(bars, definition(4, false)).subList(90, 95)))
                .containsExactly(false, false, false, true, true);
        assertThat(present(windows(bars, definition(4, true)).subList(90, 95))).containsOnly(true);
        bars.remove(89);
        assertThat(present(windows(bars, definition(4, true)).subList(89, 94)))
                .containsExactly(false, false, false, true, true);
    }

    /** 29 November 2024 was a half day, Thanksgiving the day before. */
    @Test
    void aHorizonOfDailyBarsCountsSessionsWhateverTheirLength() {
        TradingSession wednesday = XNYS.sessionOn(LocalDate.of(2024, 11, 27)).orElseThrow();
        Bar bar =
                new Bar(
                        "AAPL",
                        wednesday.openMillis(),
                        wednesday.closeMillis(),
                        100,
                        100,
                        100,
                        100,
                        1000);

        assertThat(
                        IntStream.of(1, 2)
                                .mapToLong(
                                        horizon ->
                                                HorizonEnd.endMillis(
                                                        bar,
                                                        horizon,
                                                        wednesday,
                                                        definition(4, true),
                                                        XNYS)))
                .containsExactly(
                        Instant.parse("2024-11-29T18:00:00Z").toEpochMilli(),
                        Instant.parse("2024-12-02T21:00:00Z").toEpochMilli());
    }

    @Test
    void cryptoSessionsFollowWithoutAGap() {
        SessionCalendar crypto = Market.CRYPTO.calendar();
        long midnight = Instant.parse("2024-03-09T00:00:00Z").toEpochMilli();
        List<Bar> bars = minutes(midnight - 80 * 60_000L, 90);

        assertThat(present(windows(bars, definition(20, true), crypto)).subList(70, 90))
                .containsOnly(true);
        assertThat(present(windows(bars, definition(9, false), crypto)).subList(80, 90))
                .containsExactly(
                        false, false, false, false, false, false, false, false, true, true);
    }

    @Test
    void rowsOfAnotherDefinitionAreForgotten() {
        List<Bar> bars = minutesOf(LocalDate.of(2024, 3, 8), 0, 100);
        List<FeatureVector> features = features(bars);
        ModelDefinition wider =
                new ModelDefinition(
                        "wider",
                        4,
                        SHORT.horizons(),
                        SHORT.quantiles(),
                        List.of(ObservedInput.RSI_14),
                        SHORT.known(),
                        false);
        ModelWindows state = ModelWindows.empty();
        for (int i = 0; i < 90; i++) {
            state = state.next(bars.get(i), features.get(i), SHORT, XNYS);
        }
        for (int i = 90; i < 94; i++) {
            assertThat(state.window(bars.get(i - 1), wider, XNYS)).isEmpty();
            state = state.next(bars.get(i), features.get(i), wider, XNYS);
        }

        assertThat(state.window(bars.get(93), wider, XNYS).orElseThrow().observed()).hasSize(4);
    }

    /** The same question asked of the bars themselves, without any state. */
    private static Optional<float[]> searchedBackwards(
            List<Bar> bars, List<FeatureVector> features, int last) {
        int first = last - SHORT.lookback() + 1;
        if (first < 0) {
            return Optional.empty();
        }
        TradingSession session = XNYS.sessionAt(bars.get(last).startMillis()).orElseThrow();
        float[] values = new float[SHORT.lookback() * SHORT.observed().size()];
        int at = 0;
        for (int i = first; i <= last; i++) {
            Bar bar = bars.get(i);
            boolean gap = i > first && bars.get(i - 1).endMillis() != bar.startMillis();
            if (gap || !session.contains(bar.startMillis())) {
                return Optional.empty();
            }
            for (ObservedInput input : SHORT.observed()) {
                if (input.of(bar, features.get(i)).isEmpty()) {
                    return Optional.empty();
                }
                values[at++] = (float) input.of(bar, features.get(i)).getAsDouble();
            }
        }
        return Optional.of(values);
    }

    private static List<Optional<ModelWindow>> windows(List<Bar> bars, ModelDefinition model) {
        return windows(bars, model, XNYS);
    }

    private static List<Optional<ModelWindow>> windows(
            List<Bar> bars, ModelDefinition model, SessionCalendar calendar) {
        List<FeatureVector> features = features(bars, calendar);
        List<Optional<ModelWindow>> windows = new ArrayList<>();
        ModelWindows state = ModelWindows.empty();
        for (int i = 0; i < bars.size(); i++) {
            state = state.next(bars.get(i), features.get(i), model, calendar);
            windows.add(state.window(bars.get(i), model, calendar));
        }
        return windows;
    }

    private static List<Optional<ModelWindow>> windowsFrom(
            ModelWindows from, List<Bar> bars, int first) {
        List<FeatureVector> features = features(bars);
        List<Optional<ModelWindow>> windows = new ArrayList<>();
        ModelWindows state = from;
        for (int i = first; i < bars.size(); i++) {
            state = state.next(bars.get(i), features.get(i), SHORT, XNYS);
            windows.add(state.window(bars.get(i), SHORT, XNYS));
        }
        return windows;
    }

    private static List<FeatureVector> features(List<Bar> bars) {
        return features(bars, XNYS);
    }

    private static List<FeatureVector> features(List<Bar> bars, SessionCalendar calendar) {
        List<FeatureVector> vectors = new ArrayList<>();
        FeatureState state = FeatureState.empty();
        for (Bar bar : bars) {
            state = state.next(bar, calendar);
            vectors.add(state.vector(bar));
        }
        return vectors;
    }

    private static List<Bar> minutesOf(LocalDate day, int from, int to) {
        long open = XNYS.sessionOn(day).orElseThrow().openMillis();
        return minutes(open + from * 60_000L, to - from);
    }

    private static List<Bar> minutes(long start, int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> {
                            double close = 100 + Math.sin(i) + i % 7 * 0.1;
                            return new Bar(
                                    "AAPL",
                                    start + i * 60_000L,
                                    start + (i + 1) * 60_000L,
                                    close,
                                    close + 1,
                                    close - 1,
                                    close,
                                    1000 + i % 11 * 100);
                        })
                .toList();
    }

    private static Bar doubled(Bar bar) {
        return new Bar(
                bar.symbol(),
                bar.startMillis(),
                bar.endMillis(),
                bar.open() * 2,
                bar.high() * 2,
                bar.low() * 2,
                bar.close() * 2,
                bar.volume() + 1);
    }

    private static ModelDefinition definition(int lookback, boolean crosses) {
        return new ModelDefinition(
                "test-" + lookback,
                lookback,
                List.of(2, 5, 9),
                List.of(0.1, 0.5, 0.9),
                List.of(ObservedInput.values()),
                List.of(KnownInput.values()),
                crosses);
    }

    private static ModelWindows copied(ModelWindows state) {
        return new ModelWindows(
                state.definition(),
                state.rows(),
                state.end(),
                state.endMillis(),
                state.clock(),
                state.observed().clone(),
                state.known().clone(),
                state.room(),
                state.claimed().clone());
    }

    private static List<Boolean> present(List<Optional<ModelWindow>> windows) {
        return windows.stream().map(Optional::isPresent).toList();
    }

    private static List<Float> listed(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
