package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.flink.output.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Nothing that a run says about an instant depends on what the tape holds after it. */
class PrefixInvarianceTest {

    private static Path folder = Path.of("");
    private static ReplayOutcome whole = new ReplayOutcome(Map.of(), Map.of(), Map.of());

    @BeforeContainer
    static void runsTheWholeTape() throws Exception {
        folder = Files.createTempDirectory("prefix");
        whole = ReplayScene.synthetic(folder.resolve("tape"), 3, 3).run(1, folder.resolve("whole"));
    }

    @AfterContainer
    static void tidiesUp() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void cuttingTheTapeChangesNothingBeforeTheCut(
            @ForAll @IntRange(min = 100, max = 3_300) int bars,
            @ForAll @IntRange(min = 1, max = 2) int parallelism)
            throws Exception {
        List<String> seen = whole.stages().getOrDefault("bars", List.of());
        long last = ReplayOutcome.instantOf(seen.get(Math.min(bars, seen.size() - 1)));

        ReplayOutcome cut =
                ReplayScene.over(
                                folder.resolve("tape"),
                                new TapeFilter(Set.of(), Long.MIN_VALUE, last))
                        .run(parallelism, folder.resolve("cut-" + bars + "-" + parallelism));

        assertThat(cut.upTo(last).differencesFrom(whole.upTo(last))).isEmpty();
        assertThat(cut.upTo(Long.MAX_VALUE)).isEqualTo(cut.upTo(last));
        assertThat(cut.lines(RunFiles.DECISIONS)).isNotEmpty();
    }
}
