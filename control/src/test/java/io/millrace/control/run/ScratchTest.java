package io.millrace.control.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir private Path run;

    @Test
    void whatAKilledProcessLeftIsClearedByTheNextAndNothingStaysBehindIt() throws IOException {
        Path left = Files.createDirectories(run.resolve(".flink/minicluster_1/blobs"));
        Files.writeString(left.resolve("rpc.jar"), "24 MB");

        try (Scratch scratch = Scratch.in(run)) {
            Configuration configuration = new Configuration();
            scratch.useBy(configuration);
            Path folder = Path.of(configuration.get(CoreOptions.TMP_DIRS));
            assertThat(folder).isEqualTo(run.resolve(".flink")).isEmptyDirectory();
            Files.writeString(folder.resolve("rpc.jar"), "24 MB");
        }

        assertThat(run).isEmptyDirectory();
    }

    @Test
    void aPathThatFlinkWouldTakeForSeveralIsNotUsed() throws IOException {
        try (Scratch scratch = Scratch.in(run.resolve("a,b"))) {
            Configuration configuration = new Configuration();
            scratch.useBy(configuration);

            assertThat(configuration.contains(CoreOptions.TMP_DIRS)).isFalse();
        }
    }
}
