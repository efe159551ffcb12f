package io.millrace.connectors.control;

import io.millrace.domain.control.ControlCommand;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The control folder of one account: what people have said, in files that the next start finds
 * again and that every process on the machine sees at once.
 *
 * <p>{@code approval} and {@code kill} are the standing word, read before every order; {@code
 * commands.tsv} is everything that was ever said, one line each, and is never rewritten.
 */
public final class ControlFolder implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String APPROVAL = "approval";
    private static final String KILL = "kill";
    private static final String COMMANDS = "commands.tsv";

    private final String account;
    private final String folder;

    private ControlFolder(String account, Path folder) {
        this.account = account;
        this.folder = folder.toString();
    }

    /** The folder of an account below Millrace's own; it appears with the first word said. */
    public static ControlFolder of(Path home, String account) {
        return new ControlFolder(account, home.resolve("accounts").resolve(account));
    }

    public Path path() {
        return Path.of(folder);
    }

    /** The standing approval. */
    public Approval approval() throws IOException {
        Path file = path().resolve(APPROVAL);
        if (!Files.exists(file)) {
            return Approval.UNSAID;
        }
        String said = Files.readString(file).strip();
        return said.equals(Approval.APPROVED.name()) ? Approval.APPROVED : Approval.REVOKED;
    }

    /** Whether the kill file stands; anyone may make it by hand. */
    public boolean isKilled() {
        return Files.exists(path().resolve(KILL));
    }

    /**
     * Says something: the standing word changes first, then the line is written.
     *
     * @return the command with its number
     */
    public ControlCommand say(ControlCommand.Kind kind, String who, String why, long atMillis)
            throws IOException {
        Files.createDirectories(path());
        try (FileChannel channel =
                        FileChannel.open(
                                path().resolve(COMMANDS),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            stand(kind);
            ControlCommand command =
                    new ControlCommand(
                            commands().size() + 1L,
                            kind,
                            account,
                            plain(who),
                            plain(why),
                            atMillis);
            ByteBuffer line = ByteBuffer.wrap(lineOf(command).getBytes(StandardCharsets.UTF_8));
            channel.position(channel.size());
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
            return command;
        }
    }

    /** Everything that was ever said, the oldest first; an unfinished last line is not yet said. */
    public List<ControlCommand> commands() throws IOException {
        Path file = path().resolve(COMMANDS);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<ControlCommand> commands = new ArrayList<>();
        String text = Files.readString(file);
        for (int start = 0, end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            commands.add(parse(text.substring(start, end)));
        }
        return commands;
    }

    private void stand(ControlCommand.Kind kind) throws IOException {
        switch (kind) {
            case APPROVE -> replace(APPROVAL, Approval.APPROVED.name());
            case REVOKE -> replace(APPROVAL, Approval.REVOKED.name());
            case KILL -> replace(KILL, "");
            case RESUME -> Files.deleteIfExists(path().resolve(KILL));
            case RECONCILE -> {
                // the line alone says it
            }
        }
    }

    /** Whole or not at all: a reader must never see half a word. */
    private void replace(String name, String text) throws IOException {
        Path next = path().resolve(name + ".next");
        Files.writeString(next, text + "\n");
        Files.move(
                next,
                path().resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String lineOf(ControlCommand command) {
        return command.sequence()
                + "\t"
                + command.kind()
                + "\t"
                + command.who()
                + "\t"
                + command.why()
                + "\t"
                + command.atMillis()
                + "\n";
    }

    private ControlCommand parse(String line) throws IOException {
        String[] parts = line.split("\t", -1);
        try {
            return new ControlCommand(
                    Long.parseLong(parts[0]),
                    ControlCommand.Kind.valueOf(parts[1]),
                    account,
                    parts[2],
                    parts[3],
                    Long.parseLong(parts[4]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(
                    path().resolve(COMMANDS)
                            + ": "
                            + line
                            + " (expected: sequence, command, who, why and milliseconds between"
                            + " tabs)",
                    e);
        }
    }

    private static String plain(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ").strip();
    }
}
