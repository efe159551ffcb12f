package io.millrace.flink.job;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeCatalog;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeOptions;
import io.millrace.connectors.files.TapeRequest;
import io.millrace.connectors.files.TapeSource;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.output.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A tape, a strategy that trades it eagerly, and the graph over both, on Flink's own cluster.
 *
 * @param strategy everything that the run decides by
 */
record ReplayScene(Tape tape, StrategySettings strategy, ExtraFeatures extras) {

    static final String DIGESTS = "digests.csv";

    /** One alpha alone may act, and every kind of exit comes within its reach. */
    static final Map<String, Object> EAGER =
            Map.ofEntries(
                    Map.entry("ensemble.min-confidence", "0.35"),
                    Map.entry("ensemble.min-average-volume", "1"),
                    Map.entry("ensemble.when-unknown.average-volume", "pass"),
                    Map.entry("risk.max-orders-per-minute", "50"),
                    Map.entry("risk.max-orders-per-symbol-day", "50"),
                    Map.entry("risk.cooldown", "1m"),
                    Map.entry("risk.fat-finger.max-volume-share", "1"),
                    Map.entry("risk.block-on-unknown", "false"),
                    Map.entry("exits.take-profit", "0.006"),
                    Map.entry("exits.stop-loss", "0.005"),
                    Map.entry("exits.trailing-stop", "0.004"),
                    Map.entry("exits.max-holding", "30m"));

    /** The graph's source, changed on its way in. */
    interface Inlet extends UnaryOperator<DataStream<MarketEvent>> {}

    /** An invented tape of so many symbols and sessions; the folder does not exist yet. */
    static ReplayScene synthetic(Path folder, int symbols, int days) throws IOException {
        SyntheticTape.write(SyntheticTapeSpec.numbered(symbols, days, 11), folder, bars -> {});
        return over(folder, TapeFilter.ALL);
    }

    /**
     * Four trades in every minute of an invented tape, and now and then one that comes too late.
     */
    static ReplayScene syntheticTrades(Path folder, int symbols, int days) throws IOException {
        StringBuilder rows = new StringBuilder("symbol,ts,price,size\n");
        Iterator<Bar> bars = SyntheticTape.bars(SyntheticTapeSpec.numbered(symbols, days, 12));
        for (int minute = 1; bars.hasNext(); minute++) {
            Bar bar = bars.next();
            double size = bar.volume() / 4;
            trade(rows, bar, 0, bar.open(), size);
            trade(rows, bar, 15_000, bar.high(), size);
            trade(rows, bar, 30_000, bar.low(), size);
            trade(rows, bar, 45_000, bar.close(), size);
            if (minute % 50 == 0) {
                trade(rows, bar, -60_000, bar.open(), size);
            }
        }
        Files.writeString(Files.createDirectories(folder).resolve("trades.csv"), rows);
        return over(folder, TapeFilter.ALL);
    }

    private static void trade(
            StringBuilder rows, Bar bar, long afterMillis, double price, double size) {
        rows.append(bar.symbol()).append(',').append(bar.startMillis() + afterMillis);
        rows.append(',').append(price).append(',').append(size).append('\n');
    }

    static ReplayScene over(Path folder, TapeFilter filter) {
        Settings settings = new Settings(EAGER);
        StrategySettings strategy = StrategySettings.from(settings, Resolution.MINUTE);
        settings.finish();
        return new ReplayScene(
                TapeCatalog.resolve(
                        new TapeRequest(List.of(folder), filter, Resolution.MINUTE, Market.XNYS)),
                strategy,
                ExtraFeatures.none());
    }

    /** Runs to the end of the tape and gives every file that was written. */
    ReplayOutcome run(int parallelism, Path out) throws Exception {
        return run(parallelism, new Configuration(), events -> events, out);
    }

    ReplayOutcome run(int parallelism, Configuration more, Inlet inlet, Path out) throws Exception {
        Files.createDirectories(out);
        try (StreamExecutionEnvironment env = environment(parallelism, more)) {
            ReplayStreams streams = assembled(env, inlet);
            RunFiles.attach(streams, out);
            RunDigests.attach(streams, out.resolve(DIGESTS));
            StageRecords.attach(streams, out);
            env.execute("replay");
        }
        return ReplayOutcome.read(out);
    }

    DataStream<MarketEvent> events(StreamExecutionEnvironment env) {
        return env.fromSource(
                        new TapeSource(tape, TapeOptions.standard()),
                        WatermarkStrategy.noWatermarks(),
                        "tape",
                        TypeInformation.of(MarketEvent.class))
                .uid("tape")
                .setParallelism(1);
    }

    ReplayStreams assembled(StreamExecutionEnvironment env, Inlet inlet) {
        DataStream<MarketEvent> events = events(env);
        TapeForm form = tape.holdsTrades() ? TapeForm.TRADES : TapeForm.BARS;
        return ReplayJob.assemble(inlet.apply(events), form, strategy, extras, true);
    }

    static StreamExecutionEnvironment environment(int parallelism, Configuration more) {
        Configuration configuration = JobDefaults.configuration();
        configuration.addAll(more);
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }
}
