package io.millrace.stack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmServerTest {

    @Test
    void isLaunchedAgainOnTheSamePortWithTheSameLog(@TempDir Path folder) throws Exception {
        try (SmallServer server = SmallServer.named("small", Place.in(folder))) {
            server.launch();
            server.awaitHealthy();
            long first = server.pid().orElseThrow();
            String address = server.address();

            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThat(server.pid()).isEmpty();
            server.launch();
            server.awaitHealthy();

            assertThat(server.address()).isEqualTo(address);
            assertThat(server.pid().orElseThrow()).isNotEqualTo(first);
            assertThat(Files.readAllLines(server.log())).hasSize(2);
        }
    }

    @Test
    void endsWithItsParentHoweverThatEnds() throws Exception {
        Process parent =
                new ProcessBuilder(
                                JavaCommand.java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                JvmServerTest.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long child = Long.parseLong(parent.inputReader().readLine());
        assertThat(isAlive(child)).isTrue();

        assertThat(parent.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(Deadline.in(Duration.ofSeconds(20)).await(() -> !isAlive(child))).isTrue();
    }

    @Test
    void refusesAPortThatIsTakenAndNamesIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SmallServer server =
                        SmallServer.named(
                                "small", Place.temporary().onPort(other.getLocalPort()))) {
            assertThatThrownBy(server::launch)
                    .isInstanceOf(ServerUnavailable.class)
                    .hasMessageStartingWith(
                            "small: port " + other.getLocalPort() + " (expected: free");
        }
    }

    @Test
    void showsTheEndOfItsLogWhenItDoesNotAnswer() {
        try (SmallServer server = SmallServer.broken("broken", Place.temporary())) {
            server.launch();

            assertThatThrownBy(server::awaitHealthy)
                    .isInstanceOf(ServerUnavailable.class)
                    .hasMessageContaining("broken: does not answer (expected: an answer at http://")
                    .hasMessageContaining("listening on " + server.port());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void refusesAPortThatCannotBe(int port) {
        assertThatThrownBy(() -> Place.temporary().onPort(port))
                .hasMessage("port: " + port + " (expected: 0 to 65535)");
    }

    /** The parent: starts a server, says which, and waits to be killed. */
    public static void main(String[] arguments) throws InterruptedException {
        SmallServer server = SmallServer.named("child", Place.temporary());
        server.launch();
        server.awaitHealthy();
        System.out.println(server.pid().orElseThrow());
        Thread.currentThread().join();
    }

    /** A zombie, which a container may keep for ever, has no command any more. */
    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).flatMap(one -> one.info().command()).isPresent();
    }
}
