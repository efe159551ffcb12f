package io.millrace.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same command gives the same bytes, in every file. */
class EqualRunsTest {

    @Test
    void everyFileIsTheSameTwice(@TempDir Path folder) throws IOException {
        Path tape =
                Tapes.write(folder, Tapes.bars(300) + Tapes.row(300, "NaN") + Tapes.row(2, "1"));
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");

        CliRun one = CliRun.backtest(tape, first);
        CliRun two = CliRun.backtest(tape, second);

        assertThat(one.code()).as(one.err()).isZero();
        assertThat(two.out().replace(second.toString(), first.toString())).isEqualTo(one.out());
        assertThat(CliRun.listed(first))
                .containsExactly(
                        "deadletter.csv",
                        "decisions.csv",
                        "digest.json",
                        "equity.csv",
                        "fills.csv",
                        "manifest.json",
                        "metrics.json",
                        "metrics.prom",
                        "orders.csv",
                        "report.html");
        for (String name : CliRun.listed(first)) {
            assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
        }
    }

    @Test
    void progressInAPipeIsPlainLines(@TempDir Path folder) throws IOException {
        CliRun run = CliRun.backtest(Tapes.write(folder, Tapes.bars(30)), folder.resolve("run"));

        assertThat(run.err()).containsPattern("replay: 30 bars in .* s, .* bars/s");
        assertThat((run.out() + run.err()).replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    }
}
