package io.millrace.stack.server;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a JVM is to run.
 *
 * @param classPath jars and folders; {@code folder/*} stands for the jars in it
 * @param directory where relative paths begin
 * @param environment variables beside those of this process
 */
public record JavaCommand(
        List<String> jvmOptions,
        List<String> classPath,
        String mainClass,
        List<String> arguments,
        Path directory,
        Map<String, String> environment) {

    /** JVM option of a server that logs by Log4j: everything to what is kept as its log. */
    public static final String LOGGING =
            "-Dlog4j2.configurationFile=classpath:io/millrace/stack/server/log4j2.properties";

    /** A command with this process's environment. */
    public JavaCommand(
            List<String> jvmOptions,
            List<String> classPath,
            String mainClass,
            List<String> arguments,
            Path directory) {
        this(jvmOptions, classPath, mainClass, arguments, directory, Map.of());
    }

    /** Starts it on the Java that runs this program, tied to this process. */
    Process startTethered(Path log) throws IOException {
        return builder()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Runs it to its end.
     *
     * @return what it printed
     * @throws ServerUnavailable when it ends with anything but 0
     */
    public String output() throws IOException {
        Process process = builder().redirectErrorStream(true).start();
        try {
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ServerUnavailable(mainClass + " failed:\n" + printed.strip());
            }
            return printed;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailable(mainClass + " was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private ProcessBuilder builder() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(ownClasses() + File.pathSeparator + String.join(File.pathSeparator, classPath));
        command.add(Tether.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** The Java that runs this program. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String ownClasses() {
        try {
            return Path.of(Tether.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
