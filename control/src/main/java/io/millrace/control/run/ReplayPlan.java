package io.millrace.control.run;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeCatalog;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeOptions;
import io.millrace.connectors.files.TapeRequest;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.Retention;
import io.millrace.control.CommandFailure;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.report.PerformanceSettings;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.feature.ExtraFeatures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a replay, all of them read and checked.
 *
 * @param profile where they came from, in words
 * @param configuration every setting in force
 */
public record ReplayPlan(
        StrategySettings strategy,
        ExtraFeatures extras,
        TapeOptions tapeOptions,
        PerformanceSettings performance,
        BatchOptions batches,
        Retention retention,
        LivePlan live,
        String profile,
        Map<String, String> configuration) {

    /** Key of what was said about models; a person says it elsewhere than in the settings. */
    private static final String POINTERS = "model.pointers";

    /**
     * Reads every section.
     *
     * @throws io.millrace.domain.config.InvalidConfiguration naming every mistake at once
     */
    public static ReplayPlan of(Settings settings, Resolution resolution, String profile) {
        StrategySettings strategy = StrategySettings.from(settings, resolution);
        ExtraFeatures extras = ExtraFeatures.from(settings);
        TapeOptions tapeOptions = TapeOptions.from(settings);
        PerformanceSettings performance = PerformanceSettings.from(settings, strategy.market());
        BatchOptions batches = BatchOptions.from(settings);
        Retention retention = Retention.from(settings);
        LivePlan live = LivePlan.from(settings, resolution);
        settings.finish();
        return new ReplayPlan(
                strategy,
                extras,
                tapeOptions,
                performance,
                batches,
                retention,
                live,
                profile,
                settings.inForce());
    }

    /**
     * The same plan with its models at a server that was started for it. The record of the settings
     * keeps the address that was configured, because the port is another one every time.
     */
    public ReplayPlan servedAt(String url) {
        return new ReplayPlan(
                strategy.servedAt(url),
                extras,
                tapeOptions,
                performance,
                batches,
                retention,
                live,
                profile,
                configuration);
    }

    /**
     * The same plan after something was said about who answers, the oldest first. The record of the
     * settings tells it, too: other words are another run.
     */
    public ReplayPlan pointed(List<ModelPointer> said) {
        if (said.isEmpty()) {
            return this;
        }
        Map<String, String> told = new TreeMap<>(configuration);
        told.put(
                POINTERS,
                said.stream().map(ModelPointer::toString).collect(Collectors.joining("; ")));
        return new ReplayPlan(
                strategy.pointed(said),
                extras,
                tapeOptions,
                performance,
                batches,
                retention,
                live,
                profile,
                told);
    }

    /** The settings in force that are not the defaults, by key. */
    public SortedMap<String, String> departures() {
        Map<String, String> defaults =
                of(new Settings(Map.of()), strategy.resolution(), profile).configuration();
        SortedMap<String, String> departures = new TreeMap<>(configuration);
        departures.entrySet().removeAll(defaults.entrySet());
        return departures;
    }

    /** The plan over a tape, which is looked for now. */
    public OverTape over(String kind, List<Path> data, TapeFilter filter) {
        Tape tape =
                TapeCatalog.resolve(
                        new TapeRequest(data, filter, strategy.resolution(), strategy.market()));
        if (tape.holdsTrades()
                && strategy.resolution() == Resolution.DAY
                && strategy.market() != Market.CRYPTO) {
            throw CommandFailure.usage(
                    "--resolution: 1d (expected: 1m or 1h for a tape of trades on a market with"
                            + " sessions)");
        }
        String named = data.stream().map(Path::toString).collect(Collectors.joining(", "));
        return new OverTape(this, kind, named, tape);
    }

    /** A plan with its tape. */
    public record OverTape(ReplayPlan plan, String kind, String data, Tape tape) {

        /** The same under another name, where the path says nothing. */
        public OverTape named(String name) {
            return new OverTape(plan, kind, name, tape);
        }

        public ReplayRequest into(Path out, DatabaseChoice database, int parallelism) {
            return new ReplayRequest(
                    kind, data, plan, tape, parallelism, database, out, null, null);
        }
    }
}
