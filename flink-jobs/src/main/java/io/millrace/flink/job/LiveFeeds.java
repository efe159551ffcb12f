package io.millrace.flink.job;

import io.millrace.domain.live.AccountInput;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.model.ModelPointer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * What a live job hears.
 *
 * @param market bars or trades with their watermarks
 * @param broker reports, snapshots and the time
 * @param commands what people want
 * @param answers what came of requests, back from the end of the job
 * @param pointers which model is to answer from when on; absent where nobody can say so
 */
public record LiveFeeds(
        DataStream<MarketEvent> market,
        TapeForm form,
        DataStream<AccountInput> broker,
        DataStream<AccountInput> commands,
        DataStream<AccountInput> answers,
        @Nullable DataStream<ModelPointer> pointers) {

    /** Feeds of a run whose model nobody changes. */
    public LiveFeeds(
            DataStream<MarketEvent> market,
            TapeForm form,
            DataStream<AccountInput> broker,
            DataStream<AccountInput> commands,
            DataStream<AccountInput> answers) {
        this(market, form, broker, commands, answers, null);
    }
}
