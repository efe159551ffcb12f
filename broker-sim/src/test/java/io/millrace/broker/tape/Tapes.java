package io.millrace.broker.tape;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeCatalog;
import io.millrace.connectors.files.TapeEvents;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeRequest;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small tapes for tests. */
public final class Tapes {

    private Tapes() {}

    /** Nobody's market: so many symbols and sessions from 2020-01-02 on. */
    public static Tape synthetic(Path folder, int symbols, int days) throws IOException {
        Path tape = folder.resolve("synthetic");
        SyntheticTape.write(SyntheticTapeSpec.numbered(symbols, days, 7), tape, count -> {});
        return resolve(tape, Market.XNYS);
    }

    /** A tape with these rows below a header. */
    public static Tape of(Path folder, Market market, String... rows) throws IOException {
        Path file = folder.resolve("tape.csv");
        Files.writeString(file, String.join("\n", rows) + "\n");
        return resolve(file, market);
    }

    /** Every bar of a tape, as a run reads it. */
    public static List<Bar> bars(Tape tape) throws IOException {
        List<Bar> bars = new ArrayList<>();
        try (TapeEvents events = new TapeEvents(tape)) {
            while (events.next()) {
                bars.add(events.event().requireBar());
            }
        }
        return bars;
    }

    private static Tape resolve(Path path, Market market) {
        return TapeCatalog.resolve(
                new TapeRequest(List.of(path), TapeFilter.ALL, Resolution.MINUTE, market));
    }
}
