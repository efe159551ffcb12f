package io.millrace.modelserver.repository;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the folder of models again and again. */
public final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread watch = new Thread(work, "model-folder");
                        watch.setDaemon(true);
                        return watch;
                    });

    private FolderWatch() {}

    public static FolderWatch start(ModelRepository repository, Duration every) {
        FolderWatch watch = new FolderWatch();
        ScheduledFuture<?> unused =
                watch.thread.scheduleWithFixedDelay(
                        () -> look(repository), 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private static void look(ModelRepository repository) {
        try {
            repository.look();
        } catch (RuntimeException e) {
            // an exception would end the watch for good
            LOG.error("a look at the models failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
