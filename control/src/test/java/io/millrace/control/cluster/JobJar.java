package io.millrace.control.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** The jar of the jobs that the build has packaged, and another build of the same code. */
final class JobJar {

    private static final Path PACKAGED =
            Path.of(
                    System.getProperty("project.root"),
                    "flink-jobs",
                    "target",
                    "millrace-jobs.jar");

    private JobJar() {}

    static Path packaged() {
        if (!Files.exists(PACKAGED)) {
            throw new IllegalStateException(
                    PACKAGED + " is missing (expected: ./mvnw -pl flink-jobs -am package before)");
        }
        return PACKAGED;
    }

    /** The same jar with one more entry: another build of the same code. */
    static Path rebuilt(Path jar, Path into) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(into))) {
            out.setLevel(1);
            copy(jar, out);
            out.putNextEntry(new JarEntry("build"));
            out.write(2);
            out.closeEntry();
        }
        return into;
    }

    private static void copy(Path path, JarOutputStream out) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (entry.isDirectory()) {
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
