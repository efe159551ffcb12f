package io.millrace.stack.registry;

import io.millrace.stack.server.HttpAnswer;
import io.millrace.stack.server.Installation;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.JvmServer;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An Apicurio schema registry on loopback that speaks Confluent's API and refuses schemas that
 * break readers. Its schemas lie in an H2 file in its folder.
 */
public final class RegistryServer extends JvmServer {

    public static final String NAME = "registry";

    /** Confluent's own, 8081, is Flink's. */
    public static final int STANDARD_PORT = 8085;

    private static final String API = "/apis/ccompat/v7";

    /** H2 would write half a second after its answer; a schema that was accepted must stay. */
    private static final String SYNCED = ";WRITE_DELAY=0";

    private static final String JAR = "apicurio-registry-app-2.6.13.Final-runner.jar";

    /** A registry that is not launched yet. */
    public RegistryServer(Place place) {
        super(NAME, place);
    }

    /** Starts one on a free port with nothing in it; ready when this returns. */
    public static RegistryServer start() {
        return start(Place.temporary());
    }

    /** Starts one there; ready when this returns. */
    public static RegistryServer start(Place place) {
        RegistryServer registry = new RegistryServer(place);
        try {
            registry.launch();
            registry.awaitHealthy();
            return registry;
        } catch (RuntimeException failure) {
            registry.close();
            throw failure;
        }
    }

    /** What clients take as {@code schema.registry.url}. */
    public String url() {
        return address();
    }

    @Override
    public String address() {
        return "http://" + Loopback.HOST + ":" + port() + API;
    }

    @Override
    protected JavaCommand command() throws IOException {
        Path home = Installation.of(NAME);
        return new JavaCommand(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=" + Loopback.HOST,
                        "-Dquarkus.http.port=" + port(),
                        "-Dquarkus.log.console.color=false",
                        "-Dquarkus.datasource.jdbc.initial-size=2",
                        "-Dquarkus.datasource.jdbc.min-size=2",
                        "-Dquarkus.datasource.jdbc.max-size=20",
                        "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:"
                                + folder().resolve("schemas")
                                + SYNCED),
                List.of(home.resolve(JAR).toString()),
                "io.quarkus.runner.GeneratedMain",
                List.of(),
                home);
    }

    /**
     * It answers, and it judges: its own default is to accept everything, so the first answer is
     * told otherwise. What a person has set since stays.
     */
    @Override
    protected boolean answers() {
        Optional<HttpAnswer> said = HttpAnswer.get(address() + "/config");
        if (said.filter(answer -> answer.body().contains("\"NONE\"")).isPresent()) {
            said = HttpAnswer.put(address() + "/config", "{\"compatibility\":\"BACKWARD\"}");
        }
        return said.filter(HttpAnswer::isOk).isPresent();
    }
}
