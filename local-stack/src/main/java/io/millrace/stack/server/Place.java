package io.millrace.stack.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a server lives.
 *
 * @param folder what keeps its data, settings and log between starts; absent for a folder that is
 *     deleted at the end
 * @param port TCP port on loopback, or {@link #ANY_PORT}
 */
public record Place(@Nullable Path folder, int port) {

    /** A port that is free when the server is made; it keeps that one over restarts. */
    public static final int ANY_PORT = 0;

    /** A port cannot be outside 0 to 65535. */
    public Place {
        if (port < 0 || port > 65_535) {
            throw new ServerUnavailable("port: " + port + " (expected: 0 to 65535)");
        }
    }

    /** Any free port, everything gone at the end. */
    public static Place temporary() {
        return new Place(null, ANY_PORT);
    }

    /** A folder that stays. */
    public static Place in(Path folder) {
        return new Place(folder.toAbsolutePath(), ANY_PORT);
    }

    public Place onPort(int chosen) {
        return new Place(folder, chosen);
    }
}
