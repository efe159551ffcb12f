package io.millrace.control.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gives a benchmark's JSON to the terminal and, where asked for, to a file. */
final class BenchReport {

    private BenchReport() {}

    static void give(String json, @Nullable Path file) throws IOException {
        if (file != null) {
            Files.writeString(file, json + "\n");
        }
        System.out.println(json);
    }
}
