package io.millrace.connectors.files;

import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files of a tape and how to read them, or says what is wrong with them. */
public final class TapeCatalog {

    private static final int MOST_REASONS = 5;

    private final TapeRequest request;
    private final Map<Path, Optional<TapeYaml>> descriptions = new HashMap<>();
    private final List<TapeFile> files = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> kept = new TreeSet<>();

    private TapeCatalog(TapeRequest request) {
        this.request = request;
    }

    /**
     * The tape that a request means.
     *
     * @throws TapeException where an input is missing, unreadable or in no known format, or where
     *     nothing of what is wanted was found
     * @throws io.millrace.domain.config.InvalidConfiguration where a {@code tape.yaml} has mistakes
     */
    public static Tape resolve(TapeRequest request) {
        TapeCatalog catalog = new TapeCatalog(request);
        for (Path path : request.paths()) {
            catalog.look(path);
        }
        catalog.requireEverySymbol();
        Tape tape = new Tape(uniquelyNamed(catalog.files), request.filter(), request.market());
        TapeOverlap.requireFewOpen(tape);
        return tape;
    }

    private void look(Path path) {
        if (!Files.exists(path)) {
            throw new TapeException(path.toString(), "missing", "a file or a folder");
        }
        if (!Files.isDirectory(path)) {
            take(path, String.valueOf(path.getFileName()), true);
            return;
        }
        String root = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        for (Path file : filesBelow(path)) {
            String below = path.relativize(file).toString().replace('\\', '/');
            take(file, root + "/" + below, false);
        }
    }

    private void take(Path path, String name, boolean asked) {
        TapeCandidate candidate = recognised(path, name, asked);
        if (candidate != null) {
            examine(candidate);
        }
    }

    private @Nullable TapeCandidate recognised(Path path, String name, boolean asked) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".zip")) {
            requireReadable(path, name);
            TapeCandidate lean = LeanLayout.describe(path, name, request.market());
            if (lean == null && asked) {
                throw new TapeException(
                        name,
                        "a zip outside LEAN's folders",
                        "minute/<symbol>/yyyymmdd_trade.zip, hour/<symbol>.zip or daily/<symbol>.zip");
            }
            return lean;
        }
        TapeYaml description = descriptionBeside(path);
        if (description != null && description.claims(path)) {
            requireReadable(path, name);
            return description.describe(path, name);
        }
        boolean csv = lower.endsWith(".csv") || lower.endsWith(".csv.gz");
        boolean ours = asked || (csv && description == null);
        if (!ours) {
            return null;
        }
        requireReadable(path, name);
        return MillraceCsv.describe(path, name);
    }

    private void examine(TapeCandidate candidate) {
        String symbol = candidate.symbol();
        if (symbol != null) {
            seen.add(symbol);
        }
        if (symbol != null && !request.filter().wants(symbol)) {
            return;
        }
        boolean bars = candidate.layout().kind() == TapeKind.BARS;
        if (bars && !isWanted(candidate.resolution())) {
            passOver(candidate, candidate.resolution());
            return;
        }
        if (candidate.layout().timeFormat() == TimeFormat.DAY_MILLIS) {
            keepDay(candidate);
        } else {
            keepProbed(candidate, TapeProbe.of(candidate, request.filter(), request.resolution()));
        }
    }

    /** A file of one day needs no look: its name tells the day. */
    private void keepDay(TapeCandidate candidate) {
        TapeSpan day = TapeDays.span(candidate);
        TapeFilter filter = request.filter();
        boolean meets =
                day.firstMillis() < filter.toMillis() && day.lastMillis() > filter.fromMillis();
        if (meets) {
            keep(candidate, candidate.layout(), day, false);
        } else {
            passedOver.add(candidate.name() + " lies outside the time asked for");
        }
    }

    private void keepProbed(TapeCandidate candidate, TapeSpan span) {
        seen.addAll(span.symbols());
        if (span.rows() == 0) {
            throw new TapeException(candidate.name(), "no rows", "at least one row");
        }
        boolean ascending = candidate.layout().order() == RowOrder.ASCENDING;
        if (ascending && span.newestFirst()) {
            throw new TapeException(
                    candidate.name(),
                    "rows with the newest first",
                    "the oldest first, or order: descending in a tape.yaml");
        }
        if (candidate.layout().kind() == TapeKind.BARS && !looksWanted(candidate, span)) {
            passOver(candidate, span.measured());
            return;
        }
        if (span.stamped() > 0 && span.matching() == 0) {
            passedOver.add(candidate.name() + " has no row of the symbols and the time asked for");
            return;
        }
        boolean turn = ascending && span.bySymbol() && candidate.layout().symbol() >= 0;
        keep(
                candidate,
                turn ? candidate.layout().withOrder(RowOrder.BY_SYMBOL) : candidate.layout(),
                span,
                true);
    }

    private void keep(TapeCandidate candidate, RowLayout layout, TapeSpan span, boolean exact) {
        boolean bars = layout.kind() == TapeKind.BARS;
        boolean stamped = span.stamped() > 0;
        long first = stamped ? span.firstMillis() - (bars ? request.resolution().millis() : 0) : 0;
        Set<String> symbols = new TreeSet<>(span.matched());
        if (candidate.symbol() != null) {
            symbols.add(candidate.symbol());
        }
        kept.addAll(symbols);
        files.add(
                new TapeFile(
                        candidate.path().toString(),
                        candidate.entry(),
                        candidate.name(),
                        layout,
                        request.resolution(),
                        candidate.symbol(),
                        List.copyOf(symbols),
                        layout.timeFormat() == TimeFormat.DAY_MILLIS ? span.firstMillis() : first,
                        stamped ? span.lastMillis() : 0,
                        span.rows(),
                        exact,
                        size(candidate)));
    }

    private boolean isWanted(@Nullable Resolution told) {
        return told == null || told == request.resolution();
    }

    /** Whether the distance of the rows lets them be what they are said, or asked, to be. */
    private boolean looksWanted(TapeCandidate candidate, TapeSpan span) {
        Resolution measured = span.measured();
        if (measured == null || measured == request.resolution()) {
            return true;
        }
        return candidate.resolution() != null && measured.millis() > request.resolution().millis();
    }

    private void passOver(TapeCandidate candidate, @Nullable Resolution found) {
        passedOver.add(candidate.name() + " holds " + (found == null ? "?" : found.label()));
    }

    private void requireEverySymbol() {
        String paths = String.join(", ", request.paths().stream().map(Path::toString).toList());
        Set<String> missing = new TreeSet<>(request.filter().symbols());
        missing.removeAll(kept);
        if (files.isEmpty() || !missing.isEmpty()) {
            throw new TapeException(
                    paths,
                    (missing.isEmpty() || seen.isEmpty()
                                    ? "nothing to read"
                                    : "no rows of " + missing)
                            + reasons(),
                    "files with bars at "
                            + request.resolution().label()
                            + " or trades, of the symbols and the time asked for");
        }
    }

    private String reasons() {
        List<String> reasons = new ArrayList<>(passedOver);
        if (!seen.isEmpty()) {
            reasons.add(0, "symbols there are " + String.join(", ", seen));
        }
        int shown = Math.min(MOST_REASONS, reasons.size());
        return shown == 0 ? "" : ": " + String.join("; ", reasons.subList(0, shown));
    }

    private static void requireReadable(Path path, String name) {
        if (!Files.isReadable(path)) {
            throw new TapeException(name, "not readable", "a file that this user may read");
        }
    }

    private @Nullable TapeYaml descriptionBeside(Path path) {
        Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
        return descriptions
                .computeIfAbsent(folder, one -> Optional.ofNullable(TapeYaml.in(one)))
                .orElse(null);
    }

    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> below = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return below.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new TapeException(
                    folder.toString(),
                    "unreadable, " + unreadable.getMessage(),
                    "a folder that this user may read",
                    unreadable);
        }
    }

    private static long size(TapeCandidate candidate) {
        try {
            return Files.size(candidate.path());
        } catch (IOException unreadable) {
            throw new TapeException(
                    candidate.name(),
                    "unreadable, " + unreadable.getMessage(),
                    "a readable file",
                    unreadable);
        }
    }

    /** Names that tell files apart: two files of one name go by their whole paths. */
    private static List<TapeFile> uniquelyNamed(List<TapeFile> files) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (TapeFile file : files) {
            if (!seen.add(file.name())) {
                twice.add(file.name());
            }
        }
        return files.stream()
                .map(file -> twice.contains(file.name()) ? file.named(file.id()) : file)
                .distinct()
                .toList();
    }
}
