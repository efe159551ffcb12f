package io.millrace.trainer.window;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.model.ModelDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A training set with what was left out of it.
 *
 * @param bars how many there were
 * @param withoutTarget windows of which a horizon lies behind the session or has no bar
 * @param unfinished windows whose horizons lie behind the end of the data
 */
public record Gathering(TrainingSet windows, long bars, int withoutTarget, int unfinished) {

    private static final Comparator<WindowPlace> BY_TIME =
            Comparator.comparingLong(WindowPlace::atMillis).thenComparingInt(WindowPlace::symbol);

    /**
     * Gathers every window of the rows; nothing that comes after a window's last horizon can change
     * it, its place or its symbol's number.
     *
     * @param progress hears how many bars were read
     */
    public static Gathering of(
            FeatureRows rows,
            ModelDefinition model,
            SessionCalendar calendar,
            LongConsumer progress)
            throws IOException {
        Map<String, SymbolWindows> symbols = new LinkedHashMap<>();
        long bars = 0;
        while (rows.hasNext()) {
            FeatureRow row = rows.next();
            symbols.computeIfAbsent(
                            row.bar().symbol(),
                            // numbers follow the order of appearance: a later symbol shifts none
                            symbol -> new SymbolWindows(symbols.size() + 1, model, calendar))
                    .take(row);
            progress.accept(++bars);
        }
        List<WindowPlace> places = new ArrayList<>();
        symbols.values().forEach(one -> places.addAll(one.complete()));
        places.sort(BY_TIME);
        return new Gathering(
                new TrainingSet(model, List.copyOf(symbols.keySet()), places),
                bars,
                symbols.values().stream().mapToInt(SymbolWindows::withoutTarget).sum(),
                symbols.values().stream().mapToInt(SymbolWindows::unfinished).sum());
    }
}
