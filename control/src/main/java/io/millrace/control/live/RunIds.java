package io.millrace.control.live;

import io.millrace.connectors.files.Tape;
import io.millrace.control.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names runs after what they are, so that the same command finds the run that it started. */
final class RunIds {

    private static final int BYTES = 6;

    private RunIds() {}

    /**
     * The run to start or to resume: the one that is not finished yet, or the next of its name.
     *
     * @throws CommandFailure when the run that was asked for by name is finished
     */
    static RunPlace choose(Home home, LiveRequest request, @Nullable String wantedId) {
        if (wantedId != null) {
            RunPlace place = home.run(wantedId);
            if (place.isFinished()) {
                throw CommandFailure.usage(
                        "--run-id: "
                                + wantedId
                                + " is finished (expected: another name, or no --run-id; its"
                                + " results are in "
                                + place.path()
                                + ")");
            }
            return place;
        }
        String name = request.broker().label() + "-" + hash(request);
        RunPlace place = home.run(name);
        for (int n = 2; Files.exists(place.path()) && place.isFinished(); n++) {
            place = home.run(name + "-" + n);
        }
        return place;
    }

    private static String hash(LiveRequest request) {
        Tape tape = request.tape();
        String what =
                new TreeMap<>(request.plan().configuration())
                        + "|"
                        + (tape == null ? request.symbols() : tape.hashes())
                        + "|"
                        + request.dryRun();
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
