package io.millrace.trainer.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeCatalog;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeOptions;
import io.millrace.connectors.files.TapeRequest;
import io.millrace.connectors.files.TapeSource;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.feature.FeatureStage;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.market.MarketStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training reads against what Flink's own stages serve, on the same tapes. */
class ServedFeaturesTest {

    private static final int SAMPLED = 10_000;

    @TempDir Path folder = Path.of("");

    @Test
    void aTapeOfBarsIsTrainedOnAsItIsServed() throws Exception {
        Path tape = folder.resolve("bars");
        SyntheticTape.write(SyntheticTapeSpec.numbered(6, 6, 21), tape, bars -> {});

        assertSampledRowsAreTheSame(tape, Market.XNYS);
    }

    /** Trades around the clock, out of order within seconds, and some that come too late. */
    @Test
    void aTapeOfTradesIsTrainedOnAsItIsServed() throws Exception {
        assertSampledRowsAreTheSame(trades(), Market.CRYPTO);
    }

    private static void assertSampledRowsAreTheSame(Path path, Market market) throws Exception {
        Tape tape =
                TapeCatalog.resolve(
                        new TapeRequest(List.of(path), TapeFilter.ALL, Resolution.MINUTE, market));
        Map<String, String> trained = trained(tape);
        Map<String, String> served = served(tape);
        List<String> keys = List.copyOf(served.keySet());
        SplittableRandom random = new SplittableRandom(7); // determinism: seeded

        assertThat(trained.keySet()).isEqualTo(served.keySet());
        assertThat(keys).hasSizeGreaterThan(SAMPLED);
        for (int i = 0; i < SAMPLED; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            assertThat(trained.get(key)).as(key).isEqualTo(served.get(key));
        }
    }

    private static Map<String, String> trained(Tape tape) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        try (TapeFeatures features =
                new TapeFeatures(tape, TapeOptions.standard(), Resolution.MINUTE)) {
            while (features.hasNext()) {
                FeatureRow row = features.next();
                rows.put(key(row.bar()), spelled(row.bar(), row.features()));
            }
        }
        return rows;
    }

    private static Map<String, String> served(Tape tape) throws Exception {
        Map<String, String> rows = new TreeMap<>();
        Configuration configuration = JobDefaults.configuration();
        // what collects the rows is Flink's own, and nameless
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration)) {
            DataStream<MarketEvent> events =
                    env.fromSource(
                                    new TapeSource(tape, TapeOptions.standard()),
                                    WatermarkStrategy.noWatermarks(),
                                    "tape",
                                    TypeInformation.of(MarketEvent.class))
                            .uid("tape")
                            .setParallelism(1);
            MarketStage.Streams market =
                    tape.holdsTrades()
                            ? MarketStage.ofTrades(events, tape.market(), Resolution.MINUTE)
                            : MarketStage.ofBars(events, tape.market());
            DataStream<Observation> observations =
                    FeatureStage.of(market.bars(), tape.market(), ExtraFeatures.none());
            try (CloseableIterator<Observation> served =
                    observations.executeAndCollect("features")) {
                while (served.hasNext()) {
                    Observation one = served.next();
                    rows.put(key(one.bar()), spelled(one.bar(), one.features()));
                }
            }
        }
        return rows;
    }

    private Path trades() throws IOException {
        SplittableRandom random = new SplittableRandom(3); // determinism: seeded
        StringBuilder rows = new StringBuilder("symbol,ts,price,size\n");
        long start = 1_700_000_040_000L;
        double price = 100;
        for (int i = 0; i < 60_000; i++) {
            price = Math.max(10, Math.rint((price + random.nextDouble(-0.5, 0.5)) * 100) / 100);
            long jitter = random.nextInt(40) == 0 ? random.nextInt(90_000) : random.nextInt(4_000);
            long at = start + i * 12_000L - jitter;
            rows.append("BTCUSD,").append(at).append(',').append(price).append(",0.5\n");
        }
        Path made = Files.createDirectories(folder.resolve("trades"));
        Files.writeString(made.resolve("trades.csv"), rows);
        return made;
    }

    private static String key(Bar bar) {
        return bar.symbol() + "@" + bar.endMillis();
    }

    private static String spelled(Bar bar, FeatureVector features) {
        long[] bits =
                Arrays.stream(features.values()).mapToLong(Double::doubleToRawLongBits).toArray();
        return bar + "/" + features.ready() + Arrays.toString(bits);
    }
}
