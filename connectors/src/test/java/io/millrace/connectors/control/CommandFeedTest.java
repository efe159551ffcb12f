package io.millrace.connectors.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.live.AccountInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandFeedTest {

    @TempDir Path home = Path.of("");

    @Test
    void tellsEveryCommandOnceAndGoesOnBehindItsPosition() throws Exception {
        ControlFolder folder = ControlFolder.of(home, "paper");
        folder.say(ControlCommand.Kind.APPROVE, "ann", "first", 1);
        folder.say(ControlCommand.Kind.RECONCILE, "ann", "second", 2);
        try (Listener listener = new Listener(folder, "1")) {
            FeedBatch<AccountInput> second = listener.next();
            folder.say(ControlCommand.Kind.KILL, "bob", "third", 3);
            FeedBatch<AccountInput> third = listener.next();

            assertThat(second.position()).isEqualTo("2");
            assertThat(third.position()).isEqualTo("3");
            assertThat(command(third).kind()).isEqualTo(ControlCommand.Kind.KILL);
            assertThat(command(third).who()).isEqualTo("bob");
        }
    }

    @Test
    void aKillFileMadeByHandIsACommandWithANumberOfItsOwn() throws Exception {
        ControlFolder folder = ControlFolder.of(home, "paper");
        folder.say(ControlCommand.Kind.APPROVE, "ann", "", 1);
        try (Listener listener = new Listener(folder, null)) {
            listener.next();
            Path file = folder.path().resolve("kill");
            Files.createFile(file);
            ControlCommand killed = command(listener.next());
            Files.delete(file);
            folder.say(ControlCommand.Kind.RESUME, "ann", "", 2);
            ControlCommand resumed = command(listener.next());

            assertThat(killed.kind()).isEqualTo(ControlCommand.Kind.KILL);
            assertThat(killed.who()).isEqualTo(CommandFeed.KILL_FILE);
            assertThat(killed.sequence()).isEqualTo(2);
            assertThat(resumed.sequence()).isEqualTo(3);
            assertThat(folder.commands()).hasSize(3).contains(killed);
        }
    }

    private static ControlCommand command(FeedBatch<AccountInput> batch) {
        return Objects.requireNonNull(batch.values().get(0).command());
    }

    /** A session and what it has told. */
    private static final class Listener implements FeedOutput<AccountInput>, AutoCloseable {

        private final BlockingQueue<FeedBatch<AccountInput>> told = new LinkedBlockingQueue<>();
        private final Thread thread;

        Listener(ControlFolder folder, @Nullable String position) {
            FeedSession session = new CommandFeed(folder).open(position, this);
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

        FeedBatch<AccountInput> next() throws InterruptedException {
            return Objects.requireNonNull(told.poll(20, TimeUnit.SECONDS), "no command");
        }

        @Override
        public void hand(FeedBatch<AccountInput> batch) {
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
