package io.millrace.connectors.files.synthetic;

import io.millrace.domain.market.TradingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Says in the folder itself, to people and to programs, that the tape is invented and how. */
final class TapeLabel {

    static final String FOR_PROGRAMS = "tape-origin.json";
    static final String FOR_PEOPLE = "SYNTHETIC.md";

    private static final String JSON =
            """
            {
              "synthetic": true,
              "generator": "millrace tape synth",
              "generatorVersion": %d,
              "seed": %d,
              "days": %d,
              "firstSession": "%s",
              "lastSession": "%s",
              "market": "XNYS",
              "resolution": "1m",
              "bars": %d,
              "symbols": [%s]
            }
            """;

    private static final String TEXT =
            """
            # Synthetic tape

            Nobody ever traded at these prices: a random generator invented them for load and scale tests. Results on this tape
            say nothing about a strategy.

            | | |
            |---|---|
            | generator | millrace tape synth, version %d |
            | seed | %d |
            | symbols | %d |
            | sessions | %d of New York, %s to %s |
            | bars | %d, one per minute, stamped at their start in UTC |

            The same version, seed, days and symbols give the same bytes. Each `<symbol>.synthetic.csv` holds one symbol; `tape-origin.json`
            says the same to programs.
            """;

    private TapeLabel() {}

    static void write(SyntheticTapeSpec spec, long bars, Path folder) throws IOException {
        List<TradingSession> sessions = spec.sessions();
        TradingSession first = sessions.get(0);
        TradingSession last = sessions.get(sessions.size() - 1);
        Files.writeString(
                folder.resolve(FOR_PROGRAMS),
                JSON.formatted(
                        SyntheticTape.VERSION,
                        spec.seed(),
                        spec.days(),
                        first.date(),
                        last.date(),
                        bars,
                        spec.symbols().stream()
                                .map(symbol -> '"' + symbol + '"')
                                .collect(Collectors.joining(", "))));
        Files.writeString(
                folder.resolve(FOR_PEOPLE),
                TEXT.formatted(
                        SyntheticTape.VERSION,
                        spec.seed(),
                        spec.symbols().size(),
                        spec.days(),
                        first.date(),
                        last.date(),
                        bars));
    }
}
