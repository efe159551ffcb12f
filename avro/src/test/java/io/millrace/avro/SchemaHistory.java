package io.millrace.avro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schema versions that were ever in use, one file each: {@code <subject>/v<number>.avsc}. */
record SchemaHistory(Path root) {

    static SchemaHistory ofTheProject() {
        return new SchemaHistory(
                Path.of(System.getProperty("project.root"), "avro", "src", "main", "avro-history"));
    }

    /** The stored versions of a subject, version 1 first. */
    List<Schema> versions(String subject) throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (Path file = file(subject, 1);
                Files.exists(file);
                file = file(subject, versions.size() + 1)) {
            versions.add(new Schema.Parser().parse(Files.readString(file)));
        }
        return versions;
    }

    /** What keeps the current schema of a subject from being its newest version; or empty. */
    Optional<String> staleness(String subject, Schema current) throws IOException {
        List<Schema> versions = versions(subject);
        int declared = (Integer) current.getObjectProp("version");
        boolean same =
                !versions.isEmpty()
                        && versions.get(versions.size() - 1).equals(current)
                        && versions.size() == declared;
        return same
                ? Optional.empty()
                : Optional.of(
                        "%s: version %d differs from the newest stored one, v%d. Take the change back, or set \"version\": %d in %s.avsc and store it with: ./mvnw -pl avro -am test -Dtest=SchemaHistoryTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.schemas.store=true"
                                .formatted(
                                        subject,
                                        declared,
                                        versions.size(),
                                        versions.size() + 1,
                                        current.getName()));
    }

    /** Adds the schema as the version that it declares; what is stored already stays as it is. */
    void store(String subject, Schema current) throws IOException {
        Path file = file(subject, (Integer) current.getObjectProp("version"));
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, current.toString(true) + "\n");
        }
    }

    private Path file(String subject, int version) {
        return root.resolve(subject).resolve("v" + version + ".avsc");
    }
}
