package io.millrace.connectors.files;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A {@code tape.yaml}: what the CSV files beside it hold. */
final class TapeYaml {

    private final TapeDescription description;
    private final String file;

    private TapeYaml(TapeDescription description, String file) {
        this.description = description;
        this.file = file;
    }

    /**
     * The description that lies in a folder, or null where there is none.
     *
     * @throws InvalidConfiguration naming every mistake in it
     */
    static @Nullable TapeYaml in(Path folder) {
        Path file = folder.resolve("tape.yaml");
        if (!Files.exists(file)) {
            return null;
        }
        try {
            Settings settings = new Settings(values(file));
            TapeDescription description = TapeDescription.from(settings);
            settings.finish();
            return new TapeYaml(description, file.toString());
        } catch (InvalidConfiguration mistakes) {
            throw new InvalidConfiguration(
                    mistakes.complaints().stream().map(one -> file + ": " + one).toList());
        }
    }

    boolean claims(Path path) {
        return description.claims(String.valueOf(path.getFileName()));
    }

    TapeCandidate describe(Path path, String name) {
        List<String> first = MillraceCsv.header(path, null, name, description.delimiter());
        return new TapeCandidate(
                path,
                null,
                name,
                layout(first, name),
                Resolution.labelled(description.resolution()).orElse(null),
                description.symbolOf(String.valueOf(path.getFileName())),
                true);
    }

    private RowLayout layout(List<String> first, String name) {
        Columns columns = new Columns(first, name);
        boolean bars = description.kind() == TapeKind.BARS;
        return new RowLayout(
                description.kind(),
                description.delimiter(),
                description.header() ? 1 : 0,
                first.size(),
                description.symbolColumn().isEmpty() ? -1 : columns.of(description.symbolColumn()),
                columns.of(description.timeColumn()),
                bars ? columns.of(description.open()) : -1,
                bars ? columns.of(description.high()) : -1,
                bars ? columns.of(description.low()) : -1,
                columns.of(bars ? description.close() : description.price()),
                columns.of(bars ? description.volume() : description.size()),
                0,
                description.timeFormat(),
                description.pattern().isEmpty() ? null : description.pattern(),
                description.zone().isEmpty() ? null : description.zone(),
                0,
                description.endStamped(),
                description.order());
    }

    private static Map<String, Object> values(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
            Object root = new Load(settings).loadFromInputStream(in);
            if (root instanceof Map<?, ?> sections) {
                return Settings.flat(sections);
            }
            throw new InvalidConfiguration(List.of(root + " (expected: keys and values)"));
        } catch (YamlEngineException broken) {
            throw new InvalidConfiguration(List.of(String.valueOf(broken.getMessage())));
        } catch (IOException unreadable) {
            throw new TapeException(
                    file.toString(),
                    "unreadable, " + unreadable.getMessage(),
                    "a readable file",
                    unreadable);
        }
    }

    /** Finds a column by its name, or by its number where the file has no header. */
    private final class Columns {

        private final List<String> first;
        private final String name;

        Columns(List<String> first, String name) {
            this.first = first;
            this.name = name;
        }

        int of(String column) {
            int place = description.header() ? first.indexOf(column) : numbered(column);
            if (place < 0) {
                throw new TapeException(
                        name,
                        (description.header() ? "header " : "first row ") + first,
                        "a column " + column + ", which " + file + " names");
            }
            return place;
        }

        private int numbered(String column) {
            int number = Integer.parseInt(column);
            return number <= first.size() ? number - 1 : -1;
        }
    }
}
