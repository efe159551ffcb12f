package io.millrace.connectors.control;

import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model an account's runs are to ask, from when on: {@code models.tsv} in its control folder,
 * a line for every word that was ever said.
 */
public final class PointerFile implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FILE = "models.tsv";
    private static final String NONE = "-";
    private static final int FIELDS = 12;

    private final String file;

    public PointerFile(ControlFolder folder) {
        this(folder.path().resolve(FILE));
    }

    /** The same at another place, such as a copy that a run keeps. */
    public PointerFile(Path file) {
        this.file = file.toString();
    }

    /** Where it lies. */
    public Path path() {
        return Path.of(file);
    }

    /** Says it: the line stands when this returns. */
    public void say(ModelPointer pointer, String who, String why, long atMillis)
            throws IOException {
        Files.createDirectories(path().toAbsolutePath().getParent());
        try (FileChannel channel =
                        FileChannel.open(
                                path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            ByteBuffer line =
                    ByteBuffer.wrap(
                            lineOf(pointer, who, why, atMillis).getBytes(StandardCharsets.UTF_8));
            channel.position(channel.size());
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }

    /** Everything that was ever said, the oldest first; an unfinished last line is not yet said. */
    public List<ModelPointer> pointers() throws IOException {
        if (!Files.exists(path())) {
            return List.of();
        }
        List<ModelPointer> pointers = new ArrayList<>();
        String text = Files.readString(path());
        for (int start = 0, end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            pointers.add(parse(text.substring(start, end)));
        }
        return pointers;
    }

    private static String lineOf(ModelPointer pointer, String who, String why, long atMillis) {
        ModelRef other = pointer.candidate();
        return String.join(
                        "\t",
                        Long.toString(pointer.fromMillis()),
                        Long.toString(pointer.untilMillis()),
                        fields(pointer.active()),
                        other == null ? NONE + "\t" + NONE + "\t" + NONE : fields(other),
                        Double.toString(pointer.canaryShare()),
                        plain(who),
                        plain(why))
                + "\t"
                + atMillis
                + "\n";
    }

    private static String fields(ModelRef model) {
        return plain(model.name())
                + "\t"
                + (model.version() == null ? NONE : plain(model.version()))
                + "\t"
                + (model.sha256() == null ? NONE : model.sha256());
    }

    private ModelPointer parse(String line) throws IOException {
        String[] parts = line.split("\t", -1);
        try {
            if (parts.length != FIELDS) {
                throw new IllegalArgumentException(parts.length + " fields");
            }
            return new ModelPointer(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    model(parts, 2),
                    parts[5].equals(NONE) ? null : model(parts, 5),
                    Double.parseDouble(parts[8]));
        } catch (IllegalArgumentException unreadable) {
            throw new IOException(
                    path()
                            + ": "
                            + line
                            + " (expected: from, until, two models of name, version and hash,"
                            + " share, who, why and milliseconds between tabs)",
                    unreadable);
        }
    }

    private static ModelRef model(String[] parts, int from) {
        return new ModelRef(parts[from], known(parts[from + 1]), known(parts[from + 2]));
    }

    private static @Nullable String known(String text) {
        return text.equals(NONE) ? null : text;
    }

    private static String plain(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ").strip();
    }
}
