package io.millrace.trainer.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.market.Bar;
import io.millrace.domain.model.ModelDefinition;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final ModelDefinition MODEL = SyntheticRows.definition(20);
    private static final List<Bar> BARS = SyntheticRows.bars(3, 2, 5);

    @Property(tries = 40)
    void noDataOfALaterTimeChangesATrainingSet(
            @ForAll @IntRange(max = 2300) int cut, @ForAll @IntRange(min = 1, max = 9) int harm)
            throws IOException {
        List<Bar> changed = new ArrayList<>(BARS.subList(0, cut));
        for (Bar bar : BARS.subList(cut, BARS.size())) {
            changed.add(harmed(bar, harm));
        }
        changed.removeIf(bar -> harm == 9 && bar.startMillis() % 420_000 == 0 && isAfter(bar, cut));

        assertThat(learnableBefore(changed, BARS.get(cut).endMillis()))
                .isEqualTo(learnableBefore(BARS, BARS.get(cut).endMillis()));
    }

    @Test
    void aTargetIsTheReturnToTheCloseThatManyBarsLater() throws IOException {
        TrainingSet set = SyntheticRows.gathered(BARS, MODEL).windows();
        FloatBuffer targets = FloatBuffer.allocate(3);
        for (int window = 0; window < set.size(); window += 7) {
            String symbol = set.vocabulary().get(set.symbol(window) - 1);
            set.targets(window, targets.clear());
            double now = close(symbol, set.atMillis(window));
            for (int i = 0; i < 3; i++) {
                long then = set.atMillis(window) + MODEL.horizons().get(i) * 60_000L;
                assertThat(targets.get(i)).isEqualTo((float) (close(symbol, then) / now - 1));
            }
        }
    }

    /** Of 390 bars of a session 50 warm up SMA 50 on the first day, 19 fill the window. */
    @Test
    void everyWindowIsThereOrCounted() throws IOException {
        List<Bar> whole = withoutHoles();
        Gathering all = SyntheticRows.gathered(whole, MODEL);

        assertThat(all.bars()).isEqualTo(2 * 390);
        assertThat(all.withoutTarget()).isEqualTo(2 * 10);
        assertThat(all.unfinished()).isZero();
        assertThat(all.windows().size()).isEqualTo(390 - 49 - 19 - 10 + 390 - 19 - 10);
    }

    @Test
    void aWindowWhoseHorizonFallsIntoAGapIsLeftOut() throws IOException {
        List<Bar> holed = new ArrayList<>(SyntheticRows.bars(1, 1, 5));
        holed.remove(200);
        Gathering all = SyntheticRows.gathered(holed, MODEL);

        // bars 190, 195 and 197 look at the missing one; what follows it has to fill a window anew
        assertThat(all.withoutTarget()).isEqualTo(10 + 3);
        assertThat(all.windows().size()).isEqualTo(390 - 49 - 19 - 10 - 3 - 1 - 19);
    }

    @Test
    void whatLiesBehindTheEndOfTheDataIsUnfinished() throws IOException {
        Gathering all = SyntheticRows.gathered(SyntheticRows.bars(1, 1, 5).subList(0, 100), MODEL);

        assertThat(all.unfinished()).isEqualTo(10);
        assertThat(all.windows().size()).isEqualTo(100 - 49 - 19 - 10);
    }

    @Test
    void windowsComeInTheOrderOfTime() throws IOException {
        TrainingSet set = SyntheticRows.gathered(BARS, MODEL).windows();

        assertThat(IntStream.range(0, set.size()).mapToLong(set::atMillis)).isSorted();
        assertThat(set.vocabulary()).hasSize(3);
    }

    /** Two sessions of one symbol; the tape's own holes are filled with the bar before. */
    private static List<Bar> withoutHoles() {
        List<Bar> whole = new ArrayList<>();
        for (Bar bar : SyntheticRows.bars(1, 2, 5)) {
            Bar last = whole.isEmpty() ? bar : whole.get(whole.size() - 1);
            boolean overnight = bar.startMillis() - last.endMillis() > 3_600_000;
            for (long at = last.endMillis(); at < bar.startMillis() && !overnight; at += 60_000) {
                whole.add(
                        new Bar(
                                last.symbol(),
                                at,
                                at + 60_000,
                                last.open(),
                                last.high(),
                                last.low(),
                                last.close(),
                                last.volume()));
            }
            whole.add(bar);
        }
        return whole;
    }

    private static List<Spelled> learnableBefore(List<Bar> bars, long endMillis)
            throws IOException {
        TrainingSet set = SyntheticRows.gathered(bars, MODEL).windows();
        return IntStream.range(0, set.size())
                .filter(window -> set.learnableMillis(window) < endMillis)
                .mapToObj(window -> Spelled.of(set, window))
                .toList();
    }

    private static boolean isAfter(Bar bar, int cut) {
        return bar.endMillis() > BARS.get(cut).endMillis();
    }

    /** Another price, another volume, or another symbol that nobody knew. */
    private static Bar harmed(Bar bar, int harm) {
        return new Bar(
                harm % 3 == 0 ? "A" + bar.symbol() : bar.symbol(),
                bar.startMillis(),
                bar.endMillis(),
                bar.open() * (1 + harm),
                bar.high() * (1 + harm),
                bar.low() * (1 + harm),
                bar.close() * (1 + harm),
                bar.volume() + harm);
    }

    private static double close(String symbol, long endMillis) {
        return BARS.stream()
                .filter(bar -> bar.symbol().equals(symbol) && bar.endMillis() == endMillis)
                .findFirst()
                .orElseThrow()
                .close();
    }
}
