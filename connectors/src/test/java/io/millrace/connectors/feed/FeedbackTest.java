package io.millrace.connectors.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class FeedbackTest {

    @Test
    void whatIsPutBeforeTheReaderOpensIsNotLost() throws InterruptedException {
        FeedbackChannel<String> channel = new FeedbackChannel<>();
        channel.writer().put("early");

        assertThat(channel.reader().take()).isEqualTo("early");
    }

    @Test
    void nothingOfAnEarlierAttemptIsHeardWhicheverEndOpensFirst() throws InterruptedException {
        for (boolean readerFirst : List.of(true, false)) {
            FeedbackChannel<String> channel = new FeedbackChannel<>();
            FeedbackChannel.Writer<String> oldWriter = channel.writer();
            FeedbackChannel.Reader<String> oldReader = channel.reader();
            oldWriter.put("left over");
            FeedbackChannel.Writer<String> writer = readerFirst ? null : channel.writer();
            FeedbackChannel.Reader<String> reader = channel.reader();
            if (writer == null) {
                oldWriter.put("between");
                writer = channel.writer();
            }
            oldWriter.put("late");
            writer.put("new");

            assertThat(reader.take()).isEqualTo("new");
            assertThat(oldReader.drain()).isFalse();
        }
    }

    @Test
    void anAttemptThatDiedBeforeItsReaderOpenedLeavesNothing() throws InterruptedException {
        FeedbackChannel<String> channel = new FeedbackChannel<>();
        FeedbackChannel.Writer<String> dead = channel.writer();
        dead.put("left over");
        dead.close();
        FeedbackChannel.Reader<String> reader = channel.reader();
        FeedbackChannel.Writer<String> writer = channel.writer();
        dead.close();
        writer.put("new");

        assertThat(reader.take()).isEqualTo("new");
    }

    @Test
    void drainingTakesAllAndTellsWhetherThereWasAny() {
        FeedbackChannel<String> channel = new FeedbackChannel<>();
        FeedbackChannel.Writer<String> writer = channel.writer();
        FeedbackChannel.Reader<String> reader = channel.reader();
        writer.put("one");
        writer.put("two");

        assertThat(reader.drain()).isTrue();
        assertThat(reader.drain()).isFalse();
    }

    @Test
    void theFeedOfANewReaderTellsOnlyWhatItsOwnWriterPut() throws Exception {
        List<String> heard = new ArrayList<>();
        for (int attempt = 0; attempt < 3; attempt++) {
            FeedReader<Long> reader =
                    new FeedReader<>(
                            "answers",
                            new FeedbackFeed<Long>("answers-of-test", value -> value),
                            4,
                            true,
                            UnregisteredMetricsGroup.createSourceReaderMetricGroup());
            reader.addSplits(List.of(new FeedSplit(null)));
            FeedbackChannel.Writer<Long> writer =
                    Feedback.<Long>channel("answers-of-test").writer();
            writer.put(10L * attempt);
            Heard<Long> output = new Heard<>();
            while (output.all.size() < 2) {
                reader.pollNext(output);
                if (output.all.size() < 2) {
                    reader.isAvailable().get(20, TimeUnit.SECONDS);
                }
            }
            writer.put(-1L);
            reader.close();
            heard.add(output.all.get(1));
        }

        assertThat(heard).containsExactly("0", "10", "20");
    }
}
