package io.millrace.connectors.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about models stands in a file, and is told to a run once. */
class PointerFeedTest {
    private static final ModelPointer FIRST =
            new ModelPointer(
                    1_000,
                    ModelPointer.NEVER,
                    new ModelRef("tft", "2", "ab".repeat(32)),
                    new ModelRef("tft", null, null),
                    0.25);
    private static final ModelPointer SECOND =
            new ModelPointer(-5, 2_000, new ModelRef("other", null, null), null, 0);

    @TempDir Path home = Path.of("");

    private PointerFile file = new PointerFile(ControlFolder.of(Path.of(""), ""));

    @BeforeEach
    void namesTheFile() {
        file = new PointerFile(ControlFolder.of(home, "paper"));
    }

    @Test
    void whatWasSaidIsReadAsItWasSaid() throws IOException {
        assertThat(file.pointers()).isEmpty();
        file.say(FIRST, "ann\tlee", "new\nmodel", 1);
        file.say(SECOND, "bob", "", 2);

        assertThat(file.pointers()).containsExactly(FIRST, SECOND);
    }

    @Test
    void anUnfinishedLineIsNotYetSaidAndAnUnreadableOneIsNamed() throws IOException {
        file.say(FIRST, "ann", "", 1);
        Files.writeString(file.path(), "17\t", StandardOpenOption.APPEND);
        assertThat(file.pointers()).containsExactly(FIRST);

        Files.writeString(file.path(), "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> file.pointers())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("models.tsv: 17\t (expected: from, until");
    }

    @Test
    void everyWordIsToldOnceAndARestartGoesOnBehindItsPosition() throws Exception {
        file.say(FIRST, "ann", "", 1);
        file.say(SECOND, "ann", "", 2);
        try (Listener listener = new Listener(0, "1")) {
            FeedBatch<ModelPointer> second = listener.next();
            file.say(FIRST, "bob", "", 3);
            FeedBatch<ModelPointer> third = listener.next();

            assertThat(second.values()).containsExactly(SECOND);
            assertThat(second.position()).isEqualTo("2");
            assertThat(third.values()).containsExactly(FIRST);
            assertThat(third.position()).isEqualTo("3");
        }
    }

    @Test
    void whatTheListenerKnewBeforeItIsNotToldAgain() throws Exception {
        file.say(FIRST, "ann", "", 1);
        file.say(SECOND, "ann", "", 2);
        try (Listener listener = new Listener(1, null)) {
            FeedBatch<ModelPointer> second = listener.next();

            assertThat(second.values()).containsExactly(SECOND);
            assertThat(second.position()).isEqualTo("2");
        }
    }

    /** A session and what it has told. */
    private final class Listener implements FeedOutput<ModelPointer>, AutoCloseable {
        private final BlockingQueue<FeedBatch<ModelPointer>> told = new LinkedBlockingQueue<>();
        private final Thread thread;

        Listener(int known, @Nullable String position) {
            FeedSession session = new PointerFeed(file, known).open(position, this);
            thread =
                    new Thread(
                            () -> {
                                try {
                                    session.run();
                                } catch (Exception over) {
                                    session.close();
                                }
                            });
            thread.start();
        }

        FeedBatch<ModelPointer> next() throws InterruptedException {
            return Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS), "no pointer");
        }

        @Override
        public void hand(FeedBatch<ModelPointer> batch) {
            told.add(batch);
        }

        @Override
        public void count(String metric) {
            throw new AssertionError(metric);
        }

        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            thread.join(10_000);
        }
    }
}
