package io.millrace.flink.execution;

import io.millrace.connectors.feed.FeedSource;
import io.millrace.connectors.feed.FeedbackFeed;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.live.AccountInput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The broker's answers on their way back to the account. */
public final class AnswerSource {

    private AnswerSource() {}

    /** What {@link FeedbackWay} sends along the channel of that name. */
    public static DataStream<AccountInput> of(StreamExecutionEnvironment env, String channel) {
        return env.fromSource(
                        FeedSource.of(
                                        "answer-feed",
                                        new FeedbackFeed<BrokerAnswer>(
                                                channel, BrokerAnswer::atMillis))
                                .withoutTime(),
                        WatermarkStrategy.noWatermarks(),
                        "answer-feed",
                        TypeInformation.of(BrokerAnswer.class))
                .uid("answer-feed")
                .setParallelism(1)
                .map(answer -> AccountInput.answered(answer, 0))
                .returns(AccountInput.class)
                .name("answers")
                .uid("answers")
                .setParallelism(1);
    }
}
