package io.millrace.connectors.files.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SyntheticBarsTest {

    private static final long MINUTE = 60_000L;

    @Property(tries = 50)
    void everyBarCouldHaveBeenTraded(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int symbols,
            @ForAll @IntRange(min = 1, max = 10) int days) {
        for (Bar bar : SyntheticTapeTest.all(SyntheticTapeSpec.numbered(symbols, days, seed))) {
            assertThat(bar.low()).isPositive();
            assertThat(bar.low()).isLessThanOrEqualTo(Math.min(bar.open(), bar.close()));
            assertThat(bar.high()).isGreaterThanOrEqualTo(Math.max(bar.open(), bar.close()));
            assertThat(bar.volume()).isGreaterThanOrEqualTo(1).isEqualTo(Math.rint(bar.volume()));
            assertThat(bar.close()).isEqualTo(Math.rint(bar.close() * 100) / 100);
            assertThat(bar.endMillis()).isEqualTo(bar.startMillis() + MINUTE);
            assertThat(Market.XNYS.calendar().isOpen(bar.startMillis())).isTrue();
        }
    }

    @Property(tries = 50)
    void barsComeInTheOrderOfTimeThenSymbol(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int symbols) {
        List<Bar> bars = SyntheticTapeTest.all(SyntheticTapeSpec.numbered(symbols, 2, seed));
        assertThat(bars)
                .isSortedAccordingTo(
                        Comparator.comparingLong(Bar::startMillis).thenComparing(Bar::symbol));
        assertThat(bars.stream().map(bar -> bar.symbol() + bar.startMillis()).distinct())
                .hasSameSizeAs(bars);
    }

    @Example
    void mostSymbolsTradeEnoughForEntriesAndSomeDoNot() {
        int days = 20;
        Map<String, Double> volumes =
                SyntheticTapeTest.all(SyntheticTapeSpec.numbered(40, days, 1)).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Bar::symbol, Collectors.summingDouble(Bar::volume)));
        long liquid = volumes.values().stream().filter(sum -> sum / days >= 500_000).count();
        assertThat(liquid).isBetween(28L, 39L);
    }

    @Example
    void theFirstAndLastHalfHourAreTheBusiest() {
        Map<Long, Double> volumes =
                SyntheticTapeTest.all(SyntheticTapeSpec.numbered(20, 5, 1)).stream()
                        .collect(
                                Collectors.groupingBy(
                                        SyntheticBarsTest::halfHour,
                                        Collectors.summingDouble(Bar::volume)));
        assertThat(volumes).hasSize(13);
        double midday = volumes.getOrDefault(6L, 0.0);
        assertThat(volumes.getOrDefault(0L, 0.0)).isGreaterThan(2 * midday);
        assertThat(volumes.getOrDefault(12L, 0.0)).isGreaterThan(2 * midday);
    }

    @Example
    void someSessionsAreHaltedForFiveMinutesOrMore() {
        List<Bar> bars = SyntheticTapeTest.all(new SyntheticTapeSpec(List.of("SYN0001"), 250, 3));
        int halts = 0;
        int gaps = 0;
        for (int i = 1; i < bars.size(); i++) {
            Bar before = bars.get(i - 1);
            Bar bar = bars.get(i);
            boolean sameDay = bar.startMillis() - before.startMillis() < 300 * MINUTE;
            halts += sameDay && bar.startMillis() - before.startMillis() > 5 * MINUTE ? 1 : 0;
            gaps += !sameDay && bar.open() != before.close() ? 1 : 0;
        }
        assertThat(halts).isBetween(2, 20);
        assertThat(gaps).isGreaterThan(200);
    }

    /** US equities move one to four per cent a day. */
    @Example
    void sessionsMoveAsMuchAsRealOnes() {
        List<Bar> bars = SyntheticTapeTest.all(SyntheticTapeSpec.numbered(20, 40, 5));
        Map<String, List<Bar>> sessions =
                bars.stream()
                        .collect(
                                Collectors.groupingBy(
                                        bar ->
                                                bar.symbol()
                                                        + Math.floorDiv(
                                                                bar.startMillis(), 86_400_000L)));
        double meanSquare =
                sessions.values().stream()
                        .mapToDouble(day -> day.get(day.size() - 1).close() / day.get(0).open() - 1)
                        .map(move -> move * move)
                        .average()
                        .orElseThrow();
        assertThat(Math.sqrt(meanSquare)).isBetween(0.01, 0.04);
    }

    private static long halfHour(Bar bar) {
        long open = Market.XNYS.calendar().sessionAt(bar.startMillis()).orElseThrow().openMillis();
        return (bar.startMillis() - open) / (30 * MINUTE);
    }
}
