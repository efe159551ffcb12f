package io.millrace.stack.postgres;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an embedded database lives.
 *
 * @param port TCP port on loopback, or {@link #ANY_PORT}
 * @param data directory that keeps the data between starts; absent for data that is deleted at the
 *     end
 * @param password what the user {@link EmbeddedDatabase#USER} has to say
 * @param binaries directory to unpack the server to, for one whose extensions are changed; absent
 *     for the unpacked server that all share
 */
public record Placement(int port, @Nullable Path data, String password, @Nullable Path binaries) {

    /** A port that is free at the start. */
    public static final int ANY_PORT = 0;

    /** The password unless another is given: the server listens on loopback alone. */
    public static final String STANDARD_PASSWORD = "millrace";

    /** A port cannot be outside 0 to 65535. */
    public Placement {
        if (port < 0 || port > 65_535) {
            throw new DatabaseUnavailable("port: " + port + " (expected: 0 to 65535)");
        }
    }

    /** Any free port, data gone at the end. */
    public static Placement temporary() {
        return new Placement(ANY_PORT, null, STANDARD_PASSWORD, null);
    }

    /** Data that stays in the directory. */
    public static Placement in(Path data) {
        return new Placement(ANY_PORT, data, STANDARD_PASSWORD, null);
    }

    public Placement onPort(int chosen) {
        return new Placement(chosen, data, password, binaries);
    }

    public Placement withPassword(String chosen) {
        return new Placement(port, data, chosen, binaries);
    }

    public Placement withBinaries(Path chosen) {
        return new Placement(port, data, password, chosen);
    }
}
