package io.millrace.domain.live.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of days at a misbehaving broker. A seed that fails is printed; {@code -Dseed=N} runs it
 * alone, and {@code -Dseeds=N} runs more of them.
 */
class SimulationTest {

    /** Seeds that found a fault once; they are run for ever. */
    private static final List<Long> REGRESSIONS = List.of();

    @Test
    void noSeedLosesRepeatsOrInventsAnOrderAndTheBooksAgree() {
        Long only = Long.getLong("seed");
        LongStream seeds =
                only == null
                        ? LongStream.concat(
                                REGRESSIONS.stream().mapToLong(Long::longValue),
                                LongStream.range(0, Long.getLong("seeds", 10_000)))
                        : LongStream.of(only);
        AtomicLong orders = new AtomicLong();
        AtomicLong crashes = new AtomicLong();

        List<String> failures =
                seeds.parallel()
                        .mapToObj(
                                seed -> {
                                    Simulation simulation = new Simulation(seed);
                                    List<String> faults = simulation.run();
                                    orders.addAndGet(simulation.orders());
                                    crashes.addAndGet(simulation.crashes());
                                    return faults.isEmpty() ? "" : "-Dseed=" + seed + ": " + faults;
                                })
                        .filter(text -> !text.isEmpty())
                        .limit(20)
                        .toList();

        assertThat(failures).isEmpty();
        if (only == null) {
            assertThat(orders.get()).as("orders, or nothing was tried").isGreaterThan(10_000);
            assertThat(crashes.get()).as("crashes, or nothing was tried").isGreaterThan(1_000);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Simulation.Sabotage.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void carelessnessIsSeen(Simulation.Sabotage sabotage) {
        assertThat(LongStream.range(0, 2_000).parallel())
                .anyMatch(seed -> !new Simulation(seed, sabotage).run().isEmpty());
    }

    @Test
    void aSeedGivesTheSameDayEachTime() {
        Simulation first = new Simulation(7);
        Simulation second = new Simulation(7);

        assertThat(first.run()).isEqualTo(second.run());
        assertThat(first.orders()).isEqualTo(second.orders());
    }
}
