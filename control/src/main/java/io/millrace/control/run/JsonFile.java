package io.millrace.control.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON as a person can read it, ending in a line break. */
final class JsonFile {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonFile() {}

    static void write(Path file, Object content) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(content) + "\n");
    }
}
