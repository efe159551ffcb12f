package io.millrace.flink.account;

import io.millrace.connectors.kafka.event.AccountStanding;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/** From what happens to an account to how it stands. */
public final class StandingStage {

    private StandingStage() {}

    /** How the account stands after every instant that changed its worth or its cash. */
    public static DataStream<AccountStanding> of(AccountStage.Streams account) {
        return facts("worth", account.equity(), AccountFact::of)
                .union(
                        facts("position", account.positions(), AccountFact::of),
                        facts("state", account.risk(), AccountFact::of))
                .keyBy(AccountFact::account)
                .process(new StandingFunction())
                .name("standing")
                .uid("standing")
                .setParallelism(1);
    }

    private static <T> DataStream<AccountFact> facts(
            String name, DataStream<T> records, MapFunction<T, AccountFact> fact) {
        return records.map(fact)
                .returns(AccountFact.class)
                .name("fact-" + name)
                .uid("fact-" + name)
                .setParallelism(1);
    }
}
