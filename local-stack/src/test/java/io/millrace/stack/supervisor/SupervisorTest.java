package io.millrace.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.postgres.PostgresServer;
import io.millrace.stack.server.Deadline;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import io.millrace.stack.server.Server;
import io.millrace.stack.server.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir private Path home;

    @Test
    void launchesInTheOrderOfNeedAndAgainWhatWasKilled() throws Exception {
        StackFolder folder = new StackFolder(home.resolve("stack"));
        Server below = SmallServer.named("below", Place.in(folder.of("below")));
        Server above = SmallServer.named("above", Place.in(folder.of("above")), "below");
        try (Supervisor supervisor = Supervisor.of(folder, List.of(above, below)).orElseThrow()) {
            Thread rounds = new Thread(supervisor::run, "rounds");
            rounds.start();
            await(() -> healthOf(folder, "above") == Health.HEALTHY);
            assertThat(healthOf(folder, "below")).isEqualTo(Health.HEALTHY);
            assertThat(startOf(folder, "above")).isAfter(startOf(folder, "below"));

            long killed = Objects.requireNonNull(status(folder, "below").pid());
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await(
                    () ->
                            status(folder, "below").restarts() == 1
                                    && healthOf(folder, "below") == Health.HEALTHY);
            assertThat(status(folder, "below").pid()).isNotEqualTo(killed);
            assertThat(status(folder, "above").restarts()).isZero();
            assertThat(Supervisor.of(folder, List.of())).isEmpty();
        }
        assertThat(below.isAlive()).isFalse();
        assertThat(above.isAlive()).isFalse();
        assertThat(folder.servers()).isEmpty();
        assertThat(folder.supervisor()).isEmpty();
    }

    @Test
    void killsAServerThatDoesNotAnswerAndTriesAnother() {
        StackFolder folder = new StackFolder(home.resolve("stack"));
        Server broken = SmallServer.broken("broken", Place.in(folder.of("broken")));
        try (Supervisor supervisor = Supervisor.of(folder, List.of(broken)).orElseThrow()) {
            new Thread(supervisor::run, "rounds").start();

            await(() -> status(folder, "broken").restarts() >= 1);

            assertThat(status(folder, "broken").trouble()).isEqualTo("did not answer for 15 s");
        }
    }

    @Test
    void leavesNoServerBehindWhenItIsKilled() throws Exception {
        StackFolder folder = new StackFolder(home.resolve("stack"));
        Process supervisor =
                new ProcessBuilder(
                                JavaCommand.java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SupervisorTest.class.getName(),
                                folder.path().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("out").toFile())
                        .start();
        await(() -> healthOf(folder, "postgres") == Health.HEALTHY);
        await(() -> healthOf(folder, "small") == Health.HEALTHY);
        List<ProcessHandle> family = new ArrayList<>(supervisor.descendants().toList());
        // the small server, PostgreSQL's holder and its watch
        assertThat(family).hasSize(3);
        // it detaches itself, and has processes of its own
        ProcessHandle postgres = detached(folder);
        family.add(postgres);
        family.addAll(postgres.descendants().toList());
        assertThat(family).hasSizeGreaterThan(6).allMatch(SupervisorTest::isAlive);
        int port = portOf(folder, "postgres");

        supervisor.destroyForcibly();

        await(() -> family.stream().noneMatch(SupervisorTest::isAlive));
        assertThat(Loopback.listens(port)).isFalse();
        assertThat(folder.supervisor()).isEmpty();
        assertThat(Files.exists(folder.of("postgres").resolve("data"))).isTrue();
    }

    /** The process that is killed. */
    public static void main(String[] arguments) {
        StackFolder folder = new StackFolder(Path.of(arguments[0]));
        Supervisor.of(
                        folder,
                        List.of(
                                new PostgresServer(Place.in(folder.of("postgres"))),
                                SmallServer.named("small", Place.in(folder.of("small")))))
                .orElseThrow()
                .run();
    }

    private static ProcessHandle detached(StackFolder folder) throws IOException {
        Path lock = folder.of("postgres").resolve("data").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(lock).get(0).strip()))
                .orElseThrow();
    }

    private static int portOf(StackFolder folder, String server) {
        String address = status(folder, server).address();
        return Integer.parseInt(address.replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private static Instant startOf(StackFolder folder, String server) {
        return ProcessHandle.of(Objects.requireNonNull(status(folder, server).pid()))
                .flatMap(process -> process.info().startInstant())
                .orElseThrow();
    }

    private static Health healthOf(StackFolder folder, String server) {
        return status(folder, server).health();
    }

    private static ServerStatus status(StackFolder folder, String server) {
        return folder.servers().stream()
                .filter(one -> one.name().equals(server))
                .findFirst()
                .orElse(new ServerStatus(server, null, "", Health.WAITING, 0, "", ""));
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Deadline.in(Duration.ofMinutes(5)).await(condition)).isTrue();
    }

    /** A zombie, which a container may keep for ever, has no command any more. */
    private static boolean isAlive(ProcessHandle process) {
        return process.info().command().isPresent();
    }
}
