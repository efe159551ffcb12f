package io.millrace.control.live;

import io.millrace.connectors.control.ControlFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Millrace's own folder: what people have said about accounts, and the runs that trade. */
public final class Home {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:MILLRACE_STATE:-${sys:user.home}/.millrace}",
            description = "Millrace's own folder; MILLRACE_STATE or ~/.millrace unless said.")
    private Path folder = Path.of(".millrace");

    /** A home in that folder. */
    static Home at(Path folder) {
        Home home = new Home();
        home.folder = folder;
        return home;
    }

    /** The folder itself. */
    public Path folder() {
        return folder;
    }

    /** The switches of a broker's account. */
    public ControlFolder control(BrokerName broker) {
        return ControlFolder.of(folder, broker.label());
    }

    /** Whether orders may go to the broker, as things stand. */
    public boolean isApproved(BrokerName broker) throws IOException {
        return switch (control(broker).approval()) {
            case APPROVED -> true;
            case REVOKED -> false;
            case UNSAID -> broker.isApprovedUnlessRevoked();
        };
    }

    /** The folder of a run, which may not exist yet. */
    public RunPlace run(String id) {
        return new RunPlace(id, folder.toAbsolutePath().resolve("runs").resolve(id));
    }

    /** The run of the broker's account that was started last. */
    public Optional<RunPlace> latest(BrokerName broker) throws IOException {
        Path runs = folder.toAbsolutePath().resolve("runs");
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.map(path -> run(String.valueOf(path.getFileName())))
                    .filter(place -> place.broker() == broker)
                    .max(Comparator.comparingLong(RunPlace::startedMillis));
        }
    }

    /** The run that is meant: by its id, or else the one that was started last. */
    public Optional<RunPlace> find(@Nullable String id, BrokerName broker) throws IOException {
        return id == null
                ? latest(broker)
                : Optional.of(run(id)).filter(place -> Files.isDirectory(place.path()));
    }
}
