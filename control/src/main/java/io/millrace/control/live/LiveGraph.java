package io.millrace.control.live;

import io.millrace.connectors.alpaca.AlpacaConnector;
import io.millrace.connectors.alpaca.AlpacaEndpoint;
import io.millrace.connectors.alpaca.AlpacaKeys;
import io.millrace.connectors.alpaca.AlpacaOptions;
import io.millrace.connectors.alpaca.feed.AlpacaBrokerFeed;
import io.millrace.connectors.alpaca.feed.AlpacaMarketFeed;
import io.millrace.connectors.alpaca.feed.BrokerFeedOptions;
import io.millrace.connectors.alpaca.feed.MarketFeedOptions;
import io.millrace.connectors.control.CommandFeed;
import io.millrace.connectors.control.ControlFolder;
import io.millrace.connectors.control.PointerFeed;
import io.millrace.connectors.control.PointerFile;
import io.millrace.connectors.feed.Feed;
import io.millrace.connectors.feed.FeedSource;
import io.millrace.control.ProductVersion;
import io.millrace.control.run.LivePlan;
import io.millrace.domain.audit.AuditTrail;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.account.ConfiguredTrail;
import io.millrace.flink.account.LiveAccountSettings;
import io.millrace.flink.execution.AnswerSource;
import io.millrace.flink.execution.FeedbackWay;
import io.millrace.flink.execution.GateSettings;
import io.millrace.flink.job.LiveBroker;
import io.millrace.flink.job.LiveFeeds;
import io.millrace.flink.job.LiveJob;
import io.millrace.flink.job.LiveStreams;
import io.millrace.flink.job.TapeForm;
import io.millrace.flink.wire.WireTypes;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The live graph with its feeds: which broker, which account, which run. */
final class LiveGraph {

    private final LiveRequest request;
    private final RunPlace place;
    private final ControlFolder control;
    private final AlpacaEndpoint endpoint;
    private final AlpacaKeys keys;
    private final Start start;
    private final Instruments instruments;

    /**
     * Where feeds begin at the very first start.
     *
     * @param accountMillis market time when the account begins to live
     * @param barsMillis bars that end after this instant of market time
     * @param fillsMillis fills after this instant
     */
    record Start(long accountMillis, long barsMillis, long fillsMillis) {}

    LiveGraph(
            LiveRequest request,
            RunPlace place,
            ControlFolder control,
            AlpacaEndpoint endpoint,
            AlpacaKeys keys,
            Start start,
            Instruments instruments) {
        this.request = request;
        this.place = place;
        this.control = control;
        this.endpoint = endpoint;
        this.keys = keys;
        this.start = start;
        this.instruments = instruments;
    }

    /** Wires the job into the environment; sinks are attached to what it gives. */
    LiveStreams assemble(StreamExecutionEnvironment env) {
        StrategySettings strategy = request.plan().strategy();
        LivePlan plan = request.plan().live();
        AlpacaConnector connector =
                new AlpacaConnector(endpoint, keys, strategy.market(), AlpacaOptions.standard());
        String answers = channel("answers");
        String wanted = channel("snapshot-wanted");
        Feed<AccountInput> broker =
                new AlpacaBrokerFeed(
                        endpoint,
                        keys,
                        AlpacaOptions.standard(),
                        connector,
                        BrokerFeedOptions.since(start.fillsMillis(), endpoint.isPaper())
                                .askedBy(null, wanted)
                                .every(plan.snapshotMillis(), 250));
        LiveFeeds feeds =
                new LiveFeeds(
                        env.fromSource(
                                        FeedSource.of(
                                                "market",
                                                instruments.around(marketFeed(plan, strategy))),
                                        WatermarkStrategy.noWatermarks(),
                                        "market-feed",
                                        WireTypes.MARKET_EVENT)
                                .uid("market-feed")
                                .setParallelism(1),
                        TapeForm.BARS,
                        inputs(env, "broker-feed", broker),
                        inputs(env, "command-feed", new CommandFeed(control)),
                        AnswerSource.of(env, answers),
                        strategy.model().isServed() ? pointers(env) : null);
        return LiveJob.assemble(
                feeds,
                strategy,
                request.plan().extras(),
                new LiveAccountSettings(
                        strategy.account(),
                        strategy.market(),
                        plan.account(),
                        place.path().resolve("account.journal").toString(),
                        start.accountMillis(),
                        new ConfiguredTrail(
                                AuditTrail.configured(
                                        strategy.account().id(),
                                        request.plan().configuration(),
                                        ProductVersion.MILLRACE,
                                        start.accountMillis())),
                        new FeedbackWay<>(wanted)),
                new LiveBroker(
                        instruments.around(connector),
                        new GateSettings(
                                request.dryRun(),
                                request.broker().isApprovedUnlessRevoked(),
                                plan.staleMillis(),
                                control),
                        new FeedbackWay<>(answers)));
    }

    private Feed<MarketEvent> marketFeed(LivePlan plan, StrategySettings strategy) {
        String name = strategy.market() == Market.CRYPTO ? "us" : plan.feed();
        MarketFeedOptions options =
                MarketFeedOptions.of(
                                strategy.market(), name, request.symbols(), strategy.resolution())
                        .since(start.barsMillis())
                        .waiting(plan.quietMillis(), plan.silentMillis());
        return new AlpacaMarketFeed(
                endpoint,
                keys,
                AlpacaOptions.standard(),
                endpoint.isPaper() ? options : options.untilEndOfTape());
    }

    private DataStream<ModelPointer> pointers(StreamExecutionEnvironment env) {
        return env.fromSource(
                        FeedSource.of(
                                        "pointer-feed",
                                        new PointerFeed(
                                                new PointerFile(control),
                                                request.plan().strategy().model().said().size()))
                                .withoutTime(),
                        WatermarkStrategy.noWatermarks(),
                        "pointer-feed",
                        TypeInformation.of(ModelPointer.class))
                .uid("pointer-feed")
                .setParallelism(1);
    }

    private static DataStream<AccountInput> inputs(
            StreamExecutionEnvironment env, String name, Feed<AccountInput> feed) {
        return env.fromSource(
                        FeedSource.of(name, feed).withoutTime(),
                        WatermarkStrategy.noWatermarks(),
                        name,
                        TypeInformation.of(AccountInput.class))
                .uid(name)
                .setParallelism(1);
    }

    private String channel(String name) {
        return place.id() + "/" + name;
    }
}
