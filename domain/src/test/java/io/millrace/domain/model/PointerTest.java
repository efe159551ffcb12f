package io.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class PointerTest {

    private static final ModelRef ONE = new ModelRef("tft", "1", null);
    private static final ModelRef NEXT = new ModelRef("tft", "2", null);

    @Property
    void whoCountsDependsOnTheTimeAndNotOnTheOrderInWhichPointersWereSaid(
            @ForAll @Size(max = 12) @UniqueElements
                    List<@LongRange(min = -50, max = 50) Long> times,
            @ForAll @LongRange(min = -60, max = 60) long at,
            @ForAll long shuffle) {
        List<ModelPointer> pointers =
                new ArrayList<>(times.stream().map(PointerTest::from).toList());
        PointerSchedule inOrder = new PointerSchedule(pointers);
        Collections.shuffle(pointers, new Random(shuffle));
        PointerSchedule oneByOne = new PointerSchedule(List.of());
        for (ModelPointer pointer : pointers) {
            oneByOne = oneByOne.with(pointer);
        }

        assertThat(oneByOne).isEqualTo(inOrder);
        assertThat(inOrder.at(at).map(ModelPointer::fromMillis))
                .isEqualTo(times.stream().filter(time -> time <= at).max(Long::compare));
    }

    @Test
    void ofTwoPointersFromTheSameTimeTheLaterSaidCounts() {
        PointerSchedule schedule =
                PointerSchedule.of(from(5), new ModelPointer(5, 9, NEXT, null, 0));

        assertThat(schedule.pointers()).hasSize(1);
        assertThat(schedule.at(5).orElseThrow().active()).isEqualTo(NEXT);
    }

    @Test
    void aPointerExpiresAtItsEnd() {
        ModelPointer pointer = new ModelPointer(5, 9, ONE, null, 0);

        assertThat(pointer.isExpiredAt(8)).isFalse();
        assertThat(pointer.isExpiredAt(9)).isTrue();
        assertThat(ModelPointer.always(ONE).isExpiredAt(Long.MAX_VALUE - 1)).isFalse();
    }

    @Property
    void aGrowingShareOnlyAddsSymbols(
            @ForAll @DoubleRange(min = 0, max = 1) double small,
            @ForAll @DoubleRange(min = 0, max = 1) double large,
            @ForAll String symbol) {
        ModelPointer less = canary(Math.min(small, large));
        ModelPointer more = canary(Math.max(small, large));

        assertThat(less.isCanary(symbol) && !more.isCanary(symbol)).isFalse();
        assertThat(canary(0).isCanary(symbol)).isFalse();
        assertThat(canary(1).isCanary(symbol)).isTrue();
    }

    @Test
    void aShareReachesAboutSoManySymbolsAndOthersForAnotherCandidate() {
        List<String> symbols = IntStream.range(0, 10_000).mapToObj("S%d"::formatted).toList();
        ModelPointer other = new ModelPointer(0, 1, ONE, new ModelRef("tft", "3", null), 0.1);
        long reached = symbols.stream().filter(canary(0.1)::isCanary).count();
        long both = symbols.stream().filter(canary(0.1)::isCanary).filter(other::isCanary).count();

        assertThat(reached / 10_000.0).isCloseTo(0.1, within(0.015));
        assertThat(both / 10_000.0).isCloseTo(0.01, within(0.005));
    }

    /** SHA-256 of "tft/2:AAPL", by another program: 64-bit prefix over 2^64. */
    @Test
    void aSymbolsPlaceIsThatOfItsHash() {
        assertThat(Rollout.place("AAPL", NEXT)).isCloseTo(0.25215718658948655, within(1e-12));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new ModelPointer(5, 5, ONE, null, 0))
                .hasMessage("until: 5 (expected: after 5)");
        assertThatThrownBy(() -> new ModelPointer(5, 6, ONE, NEXT, 1.1))
                .hasMessageContaining("canary share: 1.1");
        assertThatThrownBy(() -> new ModelPointer(5, 6, ONE, NEXT, Double.NaN))
                .hasMessageContaining("canary share: NaN");
        assertThatThrownBy(() -> new ModelPointer(5, 6, ONE, null, 0.1))
                .hasMessageContaining("without a candidate");
    }

    private static ModelPointer from(long millis) {
        return new ModelPointer(millis, ModelPointer.NEVER, ONE, null, 0);
    }

    private static ModelPointer canary(double share) {
        return new ModelPointer(0, 1, ONE, NEXT, share);
    }
}
