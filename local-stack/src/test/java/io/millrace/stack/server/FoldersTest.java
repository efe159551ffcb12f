package io.millrace.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    private static final int FILES = 3_000;

    @TempDir private Path place;

    @Test
    void aFolderGoesWhileItsServerStillDeletesInIt() throws Exception {
        Path folder = Files.createDirectories(place.resolve("data/base"));
        for (int i = 0; i < FILES; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        CountDownLatch begun = new CountDownLatch(1);
        Thread server =
                new Thread(
                        () -> {
                            for (int i = FILES - 1; i >= 0; i--) {
                                deleteIfThere(folder.resolve("f" + i));
                                begun.countDown();
                            }
                        });
        server.start();
        begun.await();

        Folders.delete(place.resolve("data"));
        server.join();

        assertThat(place).isEmptyDirectory();
        Folders.delete(place.resolve("data"));
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException alsoFine) {
            Thread.onSpinWait();
        }
    }
}
