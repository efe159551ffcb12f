package io.millrace.control.stack;

import io.millrace.stack.server.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model server as a server of the stack; it serves what is put into its folder later, too. */
final class ModelServerServer extends ProgramServer {

    private static final String HEAP = "512m";

    private final Path models;

    /**
     * A server that is not launched yet.
     *
     * @param models folder of models; one of its own unless given
     */
    ModelServerServer(Place place, @Nullable Path models) {
        super(Part.MODEL_SERVER.label(), place, HEAP, "/v2/health/ready");
        this.models = models == null ? folder().resolve("models") : models.toAbsolutePath();
    }

    @Override
    List<String> arguments() throws IOException {
        Files.createDirectories(models);
        return List.of(
                "model-server", "--models", models.toString(), "--port", Integer.toString(port()));
    }
}
