package io.millrace.connectors.files;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.io.InputStatus;

/** Reads tapes as a job would, without a cluster. */
final class TapeRun {

    private TapeRun() {}

    static Tape tape(Path path, Resolution resolution, Market market) {
        return tape(path, TapeFilter.ALL, resolution, market);
    }

    static Tape tape(Path path, TapeFilter filter, Resolution resolution, Market market) {
        return TapeCatalog.resolve(new TapeRequest(List.of(path), filter, resolution, market));
    }

    static Tape minutes(Path path) {
        return tape(path, Resolution.MINUTE, Market.XNYS);
    }

    static List<Told> told(Tape tape, TapeOptions options) throws IOException {
        return toldCutAt(tape, options, Integer.MAX_VALUE);
    }

    /** What is told when the reader is replaced after {@code cut} calls. */
    static List<Told> toldCutAt(Tape tape, TapeOptions options, int cut) throws IOException {
        Told.Recorder before = new Told.Recorder();
        List<TapeSplit> snapshot;
        try (TapeReader reader =
                new TapeReader(tape, options, TapeListener.NOBODY, new FakeReaderContext())) {
            reader.addSplits(List.of(TapeSplit.unread()));
            reader.notifyNoMoreSplits();
            if (drain(reader, before, cut)) {
                return before.told;
            }
            snapshot = reader.snapshotState(1);
        }
        Told.Recorder after = new Told.Recorder();
        try (TapeReader reader =
                new TapeReader(tape, options, TapeListener.NOBODY, new FakeReaderContext())) {
            reader.addSplits(written(snapshot));
            reader.notifyNoMoreSplits();
            drain(reader, after, Integer.MAX_VALUE);
        }
        return joined(before.told, after.told);
    }

    static List<Bar> bars(Tape tape) throws IOException {
        return told(tape, TapeOptions.standard()).stream()
                .filter(one -> one.event() != null && one.event().bar() != null)
                .map(one -> Objects.requireNonNull(one.told().bar()))
                .toList();
    }

    static List<Trade> trades(Tape tape) throws IOException {
        return told(tape, TapeOptions.standard()).stream()
                .filter(one -> one.event() != null && one.event().trade() != null)
                .map(one -> Objects.requireNonNull(one.told().trade()))
                .toList();
    }

    static List<DeadLetter> deadLetters(Tape tape) throws IOException {
        return told(tape, TapeOptions.standard()).stream()
                .filter(one -> one.event() != null && one.event().rejected() != null)
                .map(one -> Objects.requireNonNull(one.told().rejected()))
                .toList();
    }

    private static boolean drain(TapeReader reader, Told.Recorder output, int calls)
            throws IOException {
        for (int i = 0; i < calls; i++) {
            if (reader.pollNext(output) == InputStatus.END_OF_INPUT) {
                return true;
            }
        }
        return false;
    }

    private static List<TapeSplit> written(List<TapeSplit> splits) throws IOException {
        TapeSplitSerializer serializer = new TapeSplitSerializer();
        List<TapeSplit> read = new ArrayList<>();
        for (TapeSplit split : splits) {
            read.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)));
        }
        return read;
    }

    /** Puts both halves together; the second begins with the last watermark of the first. */
    private static List<Told> joined(List<Told> before, List<Told> after) {
        List<Told> whole = new ArrayList<>(before);
        Told last =
                before.stream().filter(Told::isWatermark).reduce((one, two) -> two).orElse(null);
        if (last == null) {
            whole.addAll(after);
            return whole;
        }
        if (!after.get(0).equals(last)) {
            throw new AssertionError(
                    "after a restore: " + after.get(0) + " (expected: the last watermark " + last);
        }
        whole.addAll(after.subList(1, after.size()));
        return whole;
    }
}
