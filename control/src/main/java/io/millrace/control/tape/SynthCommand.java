package io.millrace.control.tape;

import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.control.CommandFailure;
import io.millrace.control.progress.Meter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a synthetic tape, which says so in every file name and beside the files. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Make a synthetic tape of minute bars for load and scale, always labelled so. The",
            "same options give the same bytes."
        },
        footer = {
            "",
            "Examples:",
            "  ./millrace tape synth --symbols 100 --days 20 --seed 7 --out tape",
            "  ./millrace tape synth --symbols AAA,BBB --days 5 --seed 7 --out tape"
        })
public final class SynthCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--symbols",
            required = true,
            paramLabel = "N|A,B",
            description = "How many symbols, or their names.")
    private String symbols = "";

    @Option(names = "--days", required = true, paramLabel = "D", description = "Sessions.")
    private int days;

    @Option(names = "--seed", required = true, paramLabel = "S", description = "Any whole number.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to make.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        SyntheticTapeSpec tape = tape();
        long bars;
        var terminal = Objects.requireNonNull(spec).commandLine();
        try (Meter progress = Meter.of(terminal.getErr(), "synth", "bars", tape.barsAtMost())) {
            bars = SyntheticTape.write(tape, Objects.requireNonNull(out), progress::at);
            progress.done(bars);
        } catch (IllegalArgumentException refused) {
            throw CommandFailure.usage("--out: " + refused.getMessage());
        }
        terminal.getOut()
                .printf(
                        "%d synthetic bars of %d symbols in %s%n",
                        bars, tape.symbols().size(), out);
        return 0;
    }

    private SyntheticTapeSpec tape() {
        try {
            return symbols.matches("\\d+")
                    ? SyntheticTapeSpec.numbered(Integer.parseInt(symbols), days, seed)
                    : new SyntheticTapeSpec(List.of(symbols.split(",", -1)), days, seed);
        } catch (IllegalArgumentException refused) {
            throw CommandFailure.usage("--" + refused.getMessage());
        }
    }
}
