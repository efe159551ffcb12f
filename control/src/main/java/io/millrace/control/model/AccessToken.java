package io.millrace.control.model;

import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The token of a model server: from a file that only its owner can read, or the environment. */
final class AccessToken {

    static final String VARIABLE = "MILLRACE_MODEL_TOKEN";
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private AccessToken() {}

    /**
     * The token, if there is one.
     *
     * @throws CommandFailure where the file cannot be used; never with what is in it
     */
    static Optional<String> of(@Nullable Path file, Map<String, String> environment) {
        if (file == null) {
            return Optional.ofNullable(environment.get(VARIABLE)).filter(one -> !one.isBlank());
        }
        String token;
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw CommandFailure.usage(
                        "--token-file: "
                                + file
                                + " can be read by others (expected: mode 600; chmod 600 "
                                + file
                                + ")");
            }
            token = Files.readString(file).strip();
        } catch (IOException | UnsupportedOperationException e) {
            throw CommandFailure.usage(
                    "--token-file: " + file + " (expected: a readable file of mode 600)");
        }
        if (token.isEmpty()) {
            throw CommandFailure.usage("--token-file: " + file + " is empty (expected: a token)");
        }
        return Optional.of(token);
    }
}
