package io.millrace.flink.account;

import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.Alert;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.live.Difference;
import io.millrace.flink.execution.Dispatch;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From decisions and everything that a broker and people say, to requests. */
public final class LiveAccountStage {

    private LiveAccountStage() {}

    /**
     * What the stage gives, each in the order in which it happened.
     *
     * @param account what a simulated account gives as well
     * @param requests what the broker is to be asked, and the time
     * @param assessments the verdicts with what they were made from
     * @param status how the account stands, after every change and every second
     */
    public record Streams(
            AccountStage.Streams account,
            DataStream<Dispatch> requests,
            DataStream<Assessment> assessments,
            DataStream<Difference> differences,
            DataStream<Alert> alerts,
            DataStream<AuditEntry> audit,
            DataStream<LiveStatus> status) {}

    /**
     * Trades the decisions of all symbols in one account at a broker.
     *
     * @param heard everything else that the account hears
     * @param group of the tasks that share one JVM with the account's
     */
    public static Streams of(
            DataStream<Decision> decisions,
            DataStream<AccountInput> heard,
            LiveAccountSettings settings,
            String group) {
        String id = settings.account().id();
        DataStream<AccountInput> timeless =
                heard.assignTimestampsAndWatermarks(
                                WatermarkStrategy.forGenerator(context -> new HoldsNothingBack()))
                        .name("account-inputs")
                        .uid("account-inputs")
                        .setParallelism(1);
        SingleOutputStreamOperator<Judged> judged =
                decisions
                        .connect(timeless)
                        .keyBy(decision -> id, input -> id)
                        .process(new LiveAccountFunction(settings))
                        .name("account")
                        .uid("account")
                        .setParallelism(1)
                        // a slow sink in the same task would stop the way to the broker
                        .disableChaining();
        timeless.getTransformation().setCoLocationGroupKey(group);
        judged.getTransformation().setCoLocationGroupKey(group);
        AccountStage.Streams account =
                new AccountStage.Streams(
                        judged,
                        judged.getSideOutput(AccountStage.RISK),
                        judged.getSideOutput(AccountStage.ORDERS),
                        judged.getSideOutput(AccountStage.FILLS),
                        judged.getSideOutput(AccountStage.POSITIONS),
                        judged.getSideOutput(AccountStage.EQUITY),
                        judged.getSideOutput(AccountStage.VIOLATIONS),
                        judged.getSideOutput(AccountStage.BLOCKED));
        return new Streams(
                account,
                judged.getSideOutput(LiveOutputs.REQUESTS),
                judged.getSideOutput(LiveOutputs.ASSESSMENTS),
                judged.getSideOutput(LiveOutputs.DIFFERENCES),
                judged.getSideOutput(LiveOutputs.ALERTS),
                judged.getSideOutput(LiveOutputs.AUDIT),
                judged.getSideOutput(LiveOutputs.STATUS));
    }

    /** What the broker says is taken as it comes: no decision waits for it. */
    private static final class HoldsNothingBack implements WatermarkGenerator<AccountInput> {

        @Override
        public void onEvent(AccountInput input, long atMillis, WatermarkOutput output) {}

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }
}
