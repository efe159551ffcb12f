package io.millrace.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("project.root"), "docs", "events.md");

    @Test
    void thePageSaysWhatTheSchemasSay() throws IOException {
        if (Boolean.getBoolean("millrace.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, EventsPage.text());
        }
        assertThat(PAGE)
                .as("%s is stale: run this test with -Dmillrace.docs.write=true", PAGE)
                .hasContent(EventsPage.text());
    }
}
