package io.millrace.connectors.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedReaderTest {

    @Property(tries = 50)
    void restoringAfterAnyCallNeitherLosesNorRepeats(
            @ForAll @IntRange(min = 0, max = 60) int cut,
            @ForAll @IntRange(min = 1, max = 9) int capacity)
            throws Exception {
        Heard<Long> heard = new Heard<>();
        List<FeedSplit> snapshot = new ArrayList<>(List.of(new FeedSplit(null)));
        try (FeedReader<Long> reader = reader(new CountingFeed(100, false), capacity, snapshot)) {
            for (int i = 0; i < cut; i++) {
                poll(reader, heard);
            }
            snapshot = written(reader.snapshotState(1));
        }
        try (FeedReader<Long> reader = reader(new CountingFeed(100, false), capacity, snapshot)) {
            drain(reader, heard);
        }

        List<String> expected = new ArrayList<>();
        for (int i = 2; i <= 100; i += 2) {
            expected.addAll(List.of("" + (i - 1), "" + i, "w" + i));
        }
        assertThat(heard.all).isEqualTo(expected);
    }

    @Test
    void aSlowJobHoldsTheSessionBack() throws Exception {
        CountingFeed.HANDED.set(0);
        Heard<Long> heard = new Heard<>();
        try (FeedReader<Long> reader =
                reader(new CountingFeed(1_000, false), 3, List.of(new FeedSplit(null)))) {
            poll(reader, heard);
            poll(reader, heard);

            assertThat(CountingFeed.HANDED.get()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void aSideFeedHoldsNobodyBack() throws Exception {
        Heard<Long> heard = new Heard<>();
        FeedReader<Long> reader =
                new FeedReader<>("side", new CountingFeed(2, false), 3, true, metrics());
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(heard)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        reader.addSplits(List.of(new FeedSplit(null)));
        drain(reader, heard);
        reader.close();

        assertThat(heard.all).containsExactly("w" + Long.MAX_VALUE, "1", "2");
    }

    @Test
    void aBrokenSessionFailsTheReaderAfterWhatItHandedOver() throws Exception {
        Heard<Long> heard = new Heard<>();
        try (FeedReader<Long> reader =
                reader(new CountingFeed(4, true), 9, List.of(new FeedSplit(null)))) {
            poll(reader, heard);
            poll(reader, heard);

            assertThatThrownBy(() -> poll(reader, heard)).hasMessage("feed numbers: planted");
            assertThat(heard.all).containsExactly("1", "2", "w2", "3", "4", "w4");
        }
    }

    @Test
    void aReaderWithoutAFeedIsOver() throws Exception {
        try (FeedReader<Long> reader = reader(new CountingFeed(4, true), 9, List.of())) {
            reader.notifyNoMoreSplits();

            assertThat(poll(reader, new Heard<>())).isEqualTo(InputStatus.END_OF_INPUT);
        }
    }

    private static void drain(FeedReader<Long> reader, Heard<Long> heard) throws Exception {
        InputStatus status = InputStatus.MORE_AVAILABLE;
        while (status != InputStatus.END_OF_INPUT) {
            status = poll(reader, heard);
        }
    }

    private static InputStatus poll(FeedReader<Long> reader, Heard<Long> heard) throws Exception {
        while (true) {
            int before = heard.all.size();
            InputStatus status = reader.pollNext(heard);
            if (status == InputStatus.END_OF_INPUT || heard.all.size() > before) {
                return status;
            }
            reader.isAvailable().get(20, TimeUnit.SECONDS);
        }
    }

    private static FeedReader<Long> reader(
            CountingFeed feed, int capacity, List<FeedSplit> splits) {
        FeedReader<Long> reader = new FeedReader<>("numbers", feed, capacity, false, metrics());
        reader.start();
        if (!splits.isEmpty()) {
            reader.addSplits(splits);
        }
        return reader;
    }

    private static List<FeedSplit> written(List<FeedSplit> splits) throws Exception {
        FeedSplitSerializer serializer = new FeedSplitSerializer();
        FeedAssignmentSerializer assignments = new FeedAssignmentSerializer();
        List<FeedSplit> read = new ArrayList<>();
        for (FeedSplit split : splits) {
            @Nullable FeedSplit back =
                    assignments
                            .deserialize(1, assignments.serialize(new FeedAssignment(split)))
                            .waiting();
            assertThat(back).isEqualTo(split);
            read.add(serializer.deserialize(1, serializer.serialize(split)));
        }
        return read;
    }

    private static org.apache.flink.metrics.MetricGroup metrics() {
        return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
    }
}
