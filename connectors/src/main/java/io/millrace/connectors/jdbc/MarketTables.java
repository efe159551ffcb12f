package io.millrace.connectors.jdbc;

import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where bars, features and predictions are kept. */
public final class MarketTables {

    private MarketTables() {}

    /**
     * Bars, daily ones apart from shorter ones.
     *
     * @param source tape or feed; several stand side by side
     */
    public static Table<Bar> bars(String source, Resolution resolution) {
        return Table.of(
                resolution == Resolution.DAY ? "market_raw_day" : "market_raw_minute",
                List.of(
                        Column.text("symbol", Bar::symbol),
                        Column.time("ts", Bar::endMillis),
                        Column.time("started_at", Bar::startMillis),
                        Column.text("source", bar -> source)),
                List.of(
                        Column.number("open", Bar::open),
                        Column.number("high", Bar::high),
                        Column.number("low", Bar::low),
                        Column.number("close", Bar::close),
                        Column.number("volume", Bar::volume)));
    }

    /** Bars of feeds, each under the name of its own. */
    public static Table<MarketEvent> bars(Resolution resolution) {
        return bars("", resolution)
                .within(MarketEvent::bar)
                .with(Column.text("source", MarketEvent::source));
    }

    /** Prints of feeds. */
    public static Table<MarketEvent> trades() {
        return Table.of(
                "market_raw_trade",
                List.of(
                        Column.text("symbol", MarketEvent::symbol),
                        Column.time("ts", event -> event.requireTrade().atMillis()),
                        Column.text("source", MarketEvent::source),
                        Column.whole("position", MarketEvent::position)),
                List.of(
                        Column.whole("sequence", event -> event.requireTrade().sequence()),
                        Column.number("price", event -> event.requireTrade().price()),
                        Column.number("size", event -> event.requireTrade().size())));
    }

    /**
     * Feature vectors: one column per built-in feature, the extras together.
     *
     * @param extras names of the configured extra features, in the order of their places
     */
    public static Table<FeatureVector> features(RunScope scope, List<String> extras) {
        List<Column<FeatureVector>> facts = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            int place = feature.place();
            facts.add(Column.optionalNumber(feature.label(), row -> ready(row, place)));
        }
        List<String> names = List.copyOf(extras);
        facts.add(Column.json("extras", row -> extras(row, names)));
        return Table.of(
                "features_tft",
                List.of(
                        scope.run(),
                        Column.text("symbol", FeatureVector::symbol),
                        Column.time("ts", FeatureVector::atMillis)),
                facts);
    }

    /** What a model expected, one row per horizon. */
    public static Table<PredictedQuantiles> predictions(RunScope scope) {
        return Table.of(
                "predictions_tft",
                List.of(
                        scope.run(),
                        Column.text("symbol", PredictedQuantiles::symbol),
                        Column.time("ts", PredictedQuantiles::atMillis),
                        Column.whole("horizon_bars", PredictedQuantiles::horizonBars),
                        Column.text("model_version", PredictedQuantiles::modelVersion)),
                List.of(
                        Column.text("model_sha256", PredictedQuantiles::modelSha256),
                        Column.number("q10", PredictedQuantiles::q10),
                        Column.number("q50", PredictedQuantiles::q50),
                        Column.number("q90", PredictedQuantiles::q90)));
    }

    private static @Nullable Double ready(FeatureVector row, int place) {
        return row.isReady(place) ? row.values()[place] : null;
    }

    private static Json extras(FeatureVector row, List<String> names) {
        Json json = Json.object();
        int first = Feature.values().length;
        for (int i = 0; i < names.size(); i++) {
            if (row.isReady(first + i)) {
                json.put(names.get(i), row.values()[first + i]);
            }
        }
        return json;
    }
}
