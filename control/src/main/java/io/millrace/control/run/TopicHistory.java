package io.millrace.control.run;

import io.millrace.avro.Topic;
import io.millrace.connectors.files.FilePosition;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.jdbc.BackfillCheckpoints;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.KafkaUnavailable;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.connectors.kafka.TopicStretch;
import io.millrace.control.CommandFailure;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.job.TapeForm;
import io.millrace.flink.topic.TopicTape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * History in {@code market.raw}: what lay there when the backfill was begun, read by consumer
 * groups of its own, so that no live job's place in the topic is touched.
 *
 * @param filter which of its events are wanted
 */
public record TopicHistory(
        KafkaSettings kafka, TopicStretch stretch, TapeForm form, TapeFilter filter)
        implements History {

    private static final Logger LOG = LoggerFactory.getLogger(TopicHistory.class);
    private static final long NOTE_MILLIS = 500;

    /**
     * The history that a backfill was begun with, or everything that lies in the topic now.
     *
     * @param folders where every backfill has its folder
     * @param id the backfill's name
     */
    public static TopicHistory of(
            KafkaSettings kafka, TapeForm form, TapeFilter filter, Path folders, String id)
            throws IOException {
        SortedMap<String, String> begun = BackfillFolder.begunWith(folders, id);
        if (!begun.isEmpty()) {
            try {
                return new TopicHistory(kafka, TopicStretch.of(begun), form, filter);
            } catch (IllegalArgumentException files) {
                throw CommandFailure.usage(
                        "--kafka: backfill " + id + " was begun with files: " + files.getMessage());
            }
        }
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            return new TopicHistory(kafka, admin.stretch(Topic.MARKET_RAW), form, filter);
        }
    }

    @Override
    public String label() {
        return stretch.topic() + " at " + kafka.bootstrapServers();
    }

    @Override
    public SortedMap<String, String> parts() {
        return stretch.described();
    }

    @Override
    public long rows() {
        return stretch.records();
    }

    @Override
    public DataStream<MarketEvent> read(
            StreamExecutionEnvironment env,
            String backfill,
            ReplayPlan plan,
            BackfillCheckpoints progress) {
        Duration outOfOrder =
                form == TapeForm.TRADES
                        ? Duration.ofMillis(plan.tapeOptions().maxLatenessMillis())
                        : Duration.ZERO;
        return TopicTape.of(env, readers(backfill), stretch, filter, outOfOrder);
    }

    @Override
    public Noting noting(String backfill, BackfillCheckpoints progress) {
        ScheduledExecutorService notes =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "backfill-notes");
                            thread.setDaemon(true);
                            return thread;
                        });
        var unused =
                notes.scheduleWithFixedDelay(
                        () -> note(backfill, progress), 0, NOTE_MILLIS, TimeUnit.MILLISECONDS);
        return new Noting() {
            @Override
            public void finished() {
                notes.shutdownNow();
                progress.safe(
                        stretch.parts().stream()
                                .map(part -> position(part, part.until()))
                                .toList());
            }

            @Override
            public void close() {
                notes.shutdownNow();
            }
        };
    }

    /** What its readers' groups have committed, which Flink does when a checkpoint is complete. */
    private void note(String backfill, BackfillCheckpoints progress) {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            Map<Integer, Long> safe = admin.safe(readers(backfill), Topic.MARKET_RAW);
            List<FilePosition> positions = new ArrayList<>();
            for (TopicStretch.Part part : stretch.parts()) {
                Long offset = safe.get(part.partition());
                if (offset != null) {
                    positions.add(position(part, offset));
                }
            }
            progress.safe(positions);
        } catch (KafkaUnavailable away) {
            LOG.warn("backfill_checkpoints stay behind: {}", away.getMessage());
        }
    }

    private FilePosition position(TopicStretch.Part part, long offset) {
        long rows = Math.max(0, Math.min(offset, part.until()) - part.from());
        return new FilePosition(stretch.name(part), rows, offset >= part.until());
    }

    private KafkaSettings readers(String backfill) {
        return kafka.inGroup(kafka.group() + "-" + backfill);
    }
}
