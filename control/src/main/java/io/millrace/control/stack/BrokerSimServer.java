package io.millrace.control.stack;

import io.millrace.stack.server.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The simulated broker as a server of the stack; over a synthetic tape, which says so, unless it is
 * given another. Started again it goes on with its ledger.
 */
final class BrokerSimServer extends ProgramServer {

    private static final String HEAP = "512m";

    private final int dataPort;
    private final List<Path> tape;
    private final String speed;

    /** A broker that is not launched yet. */
    BrokerSimServer(Place place, int dataPort, List<Path> tape, String speed) {
        super(Part.BROKER_SIM.label(), place, HEAP, "/admin/state");
        this.dataPort = dataPort;
        this.tape = tape;
        this.speed = speed;
    }

    @Override
    List<String> arguments() throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "broker-sim",
                                "--port",
                                Integer.toString(port()),
                                "--data-port",
                                Integer.toString(dataPort),
                                "--speed",
                                speed,
                                "--ledger",
                                folder().resolve("ledger.jsonl").toString(),
                                "--tape"));
        if (tape.isEmpty()) {
            arguments.add(syntheticTape().toString());
        } else {
            tape.forEach(path -> arguments.add(path.toAbsolutePath().toString()));
        }
        return arguments;
    }

    private Path syntheticTape() throws IOException {
        Path made = folder().resolve("tape");
        if (!Files.exists(made)) {
            List<String> arguments =
                    List.of(
                            "tape",
                            "synth",
                            "--symbols",
                            "10",
                            "--days",
                            "20",
                            "--seed",
                            "1",
                            "--out",
                            made.toString());
            millrace("256m", arguments, folder()).output();
        }
        return made;
    }
}
