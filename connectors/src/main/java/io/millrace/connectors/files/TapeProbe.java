package io.millrace.connectors.files;

import io.millrace.connectors.files.row.Fields;
import io.millrace.connectors.files.row.Lines;
import io.millrace.connectors.files.row.Stamps;
import io.millrace.connectors.files.row.Symbols;
import io.millrace.connectors.files.row.TapeLines;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One look through a file for what its name does not tell: how many rows, from when to when, of
 * which symbols, in which order and how far apart.
 *
 * <p>It reads symbols and times and no prices, and saves a run that would read nothing, or the
 * wrong thing, or hundreds of files at once.
 */
final class TapeProbe {

    private static final long TRADES_MAY_STEP_BACK_MILLIS = 60_000;

    private final TapeCandidate candidate;
    private final TapeFilter filter;
    private final long slack;
    private final Fields fields;
    private final Stamps stamps;
    private final Symbols symbols = new Symbols(Set.of());
    private final int onlySymbol;
    private final BitSet matchedOf = new BitSet();
    private long[] newestOf = new long[0];
    private long rows;
    private long stamped;
    private long matching;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long stepsBack;
    private long behindOthers;
    private final TapeSteps steps = new TapeSteps();

    private TapeProbe(TapeCandidate candidate, TapeFilter filter, Resolution resolution) {
        this.candidate = candidate;
        this.filter = filter;
        slack = candidate.layout().kind() == TapeKind.BARS ? resolution.millis() : 0;
        fields = new Fields(candidate.layout().delimiter());
        stamps = new Stamps(candidate.layout());
        onlySymbol = candidate.symbol() == null ? -1 : symbols.number(candidate.symbol());
    }

    static TapeSpan of(TapeCandidate candidate, TapeFilter filter, Resolution resolution) {
        TapeProbe probe = new TapeProbe(candidate, filter, resolution);
        try (Lines lines =
                TapeLines.written(
                        candidate.path(), candidate.entry(), candidate.layout().headerLines())) {
            while (lines.next()) {
                probe.look(lines);
            }
        } catch (IOException unreadable) {
            throw new TapeException(
                    candidate.name(),
                    "unreadable, " + unreadable.getMessage(),
                    "a readable file",
                    unreadable);
        }
        return probe.span();
    }

    private void look(Lines lines) {
        rows++;
        RowLayout layout = candidate.layout();
        if (fields.cut(lines) != layout.columns()) {
            return;
        }
        int column = layout.symbol();
        int symbol =
                column < 0
                        ? onlySymbol
                        : symbols.number(fields.bytes(), fields.from(column), fields.to(column));
        int time = layout.time();
        long stamp = stamps.parse(fields.bytes(), fields.from(time), fields.to(time));
        if (symbol >= 0 && stamp != Stamps.UNREADABLE && stamp != Stamps.MIXED) {
            place(symbol, stamp);
        }
    }

    private void place(int symbol, long stamp) {
        if (symbol >= newestOf.length) {
            int known = newestOf.length;
            newestOf = Arrays.copyOf(newestOf, Math.max(16, 2 * (symbol + 1)));
            Arrays.fill(newestOf, known, newestOf.length, Long.MIN_VALUE);
        }
        long newest = newestOf[symbol];
        if (newest != Long.MIN_VALUE) {
            steps.add(Math.abs(stamp - newest));
        }
        boolean forward = stamp > newest;
        stepsBack += stamp < newest ? 1 : 0;
        behindOthers += forward && stamp < last - stepBack() ? 1 : 0;
        boolean turned = candidate.layout().order() == RowOrder.DESCENDING;
        newestOf[symbol] = turned ? stamp : Math.max(newest, stamp);
        stamped++;
        first = Math.min(first, stamp);
        last = Math.max(last, stamp);
        if (filter.wants(symbols.name(symbol)) && holds(stamp)) {
            matching++;
            matchedOf.set(symbol);
        }
    }

    /** Generous at both ends, because a stamp may lie a bar from the start that it means. */
    private boolean holds(long stamp) {
        return filter.holds(stamp) || filter.holds(stamp - slack) || filter.holds(stamp + slack);
    }

    private long stepBack() {
        return candidate.layout().kind() == TapeKind.TRADES ? TRADES_MAY_STEP_BACK_MILLIS : 0;
    }

    private Set<String> matched() {
        return matchedOf.stream().mapToObj(symbols::name).collect(Collectors.toSet());
    }

    private TapeSpan span() {
        return new TapeSpan(
                rows,
                stamped,
                matching,
                first,
                last,
                symbols.met(),
                matched(),
                stepsBack * 10 > rows * 9 && rows >= 10,
                behindOthers * 100 > rows,
                steps.resolution());
    }
}
