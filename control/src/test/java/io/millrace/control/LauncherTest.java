package io.millrace.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, with a Java and a Maven that only tell how they were
 * called.
 */
class LauncherTest {

    @TempDir private Path folder;
    private Path home;
    private Path jdk;

    @BeforeEach
    void makeCheckout() throws IOException {
        assumeThat(System.getProperty("os.name")).doesNotContain("Windows");
        home = Files.createDirectories(folder.resolve("a checkout"));
        Files.copy(
                Path.of(System.getProperty("project.root"), "millrace"), home.resolve("millrace"));
        for (String made :
                List.of("control/src/main", "sql/migrations", "control/target/app/lib")) {
            Files.createDirectories(home.resolve(made));
        }
        Files.writeString(home.resolve("pom.xml"), "");
        Files.writeString(home.resolve("control/pom.xml"), "");
        Files.writeString(home.resolve("control/src/main/A.java"), "");
        script(
                home.resolve("mvnw"),
                "echo called >>maven.log; sleep 0.5",
                "echo '[INFO] Building Millrace domain 0.1.0 [1/7]'",
                "[ ! -f broken ] || { echo '[ERROR] it does not compile'; exit 1; }");
        jdk = jdk("17.0.15");
        built();
    }

    @Test
    void handsItsArgumentsOn() throws Exception {
        Ran ran = launch(jdk, home.resolve("millrace").toString(), "backtest", "--data", "a b", "");

        assertThat(ran.code()).isEqualTo(7);
        assertThat(ran.said().lines())
                .containsSubsequence(
                        "<-cp>",
                        "<" + home.toRealPath() + "/control/target/app/lib/*>",
                        "<io.millrace.control.Millrace>",
                        "<backtest>",
                        "<--data>",
                        "<a b>",
                        "<>");
    }

    @Test
    void worksThroughLinksFromAnywhere() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("direct"), Path.of("../a checkout/millrace"));
        Path twice = Files.createSymbolicLink(bin.resolve("twice"), Path.of("direct"));

        assertThat(launch(jdk, twice.toString(), "--help").said())
                .contains("<-Dmillrace.home=" + home.toRealPath() + ">");
    }

    @Test
    void refusesAnOlderJavaByNameAndPlace() throws Exception {
        for (String old : List.of("11.0.2", "1.8.0_392")) {
            Path older = jdk(old);

            Ran ran = launch(older, home.resolve("millrace").toString(), "demo");

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.said())
                    .startsWith("millrace: Java " + old.split("\\.", 2)[0] + " at " + older)
                    .contains("(expected: 17 or newer; JAVA_HOME chooses another)");
        }
    }

    @Test
    void namesAJavaHomeWithoutJava() throws Exception {
        Ran ran = launch(folder.resolve("nowhere"), home.resolve("millrace").toString(), "demo");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.said()).startsWith("millrace: no Java at " + folder.resolve("nowhere"));
    }

    @Test
    void quietensNewerJavas() throws Exception {
        assertThat(launch(jdk("25"), home.resolve("millrace").toString(), "demo").said())
                .contains("<--sun-misc-unsafe-memory-access=allow>");
        assertThat(launch(jdk, home.resolve("millrace").toString(), "demo").said())
                .doesNotContain("unsafe");
    }

    @Test
    void buildsTheFirstTimeAndWhenASourceIsNewer() throws Exception {
        Files.delete(home.resolve("control/target/app/.built"));
        String millrace = home.resolve("millrace").toString();

        assertThat(launch(jdk, millrace, "demo").said())
                .contains("First start: building Millrace", "  [1/7] Millrace domain", "<demo>");
        assertThat(launch(jdk, millrace, "demo").said()).doesNotContain("building");
        assertThat(builds()).isEqualTo(1);

        Files.setLastModifiedTime(
                home.resolve("control/src/main/A.java"),
                FileTime.fromMillis(builtMillis() + 10_000));
        assertThat(launch(jdk, millrace, "demo").said()).contains("The sources have changed");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aBuildThatFailsSaysWhyAndIsTriedAgain() throws Exception {
        Files.delete(home.resolve("control/target/app/.built"));
        Files.writeString(home.resolve("broken"), "");

        Ran ran = launch(jdk, home.resolve("millrace").toString(), "demo");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.said())
                .contains("[ERROR] it does not compile", "the whole log is")
                .doesNotContain("<demo>");
        Files.delete(home.resolve("broken"));
        assertThat(launch(jdk, home.resolve("millrace").toString(), "demo").code()).isEqualTo(7);
    }

    @Test
    void twoStartsBuildOnce() throws Exception {
        Files.delete(home.resolve("control/target/app/.built"));
        String millrace = home.resolve("millrace").toString();

        Process first = start(jdk, millrace, "demo");
        Process second = start(jdk, millrace, "demo");

        assertThat(List.of(ended(first).code(), ended(second).code())).containsExactly(7, 7);
        assertThat(builds()).isEqualTo(1);
    }

    private Path jdk(String version) throws IOException {
        Path made = folder.resolve("jdk-" + version);
        Files.createDirectories(made.resolve("bin"));
        script(made.resolve("bin/java"), "for a in \"$@\"; do echo \"<$a>\"; done; exit 7");
        script(made.resolve("bin/javac"), "exit 0");
        Files.writeString(
                made.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return made;
    }

    private void built() throws IOException {
        Files.writeString(home.resolve("control/target/app/.built"), "");
    }

    private long builtMillis() throws IOException {
        return Files.getLastModifiedTime(home.resolve("control/target/app/.built")).toMillis();
    }

    private long builds() throws IOException {
        try (Stream<String> calls = Files.lines(home.resolve("maven.log"))) {
            return calls.count();
        }
    }

    private static void script(Path file, String... lines) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ran launch(Path java, String... command) throws IOException, InterruptedException {
        return ended(start(java, command));
    }

    private Process start(Path java, String... command) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(Map.of("JAVA_HOME", java.toString(), "MILLRACE_OPTS", ""));
        return process.directory(folder.toFile()).redirectErrorStream(true).start();
    }

    private static Ran ended(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    /** How it ended and what it said. */
    private record Ran(int code, String said) {}
}
