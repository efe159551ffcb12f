package io.millrace.connectors.jdbc;

import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.Resolution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where bars, features and unusable inputs are kept. */
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

    /** Inputs that could not be used. */
    public static Table<DeadLetter> deadLetters(RunScope scope) {
        return Table.of(
                "dlq_events",
                List.of(
                        scope.run(),
                        Column.text("source", DeadLetter::source),
                        Column.whole("line", DeadLetter::line),
                        Column.choice("code", DeadLetter::code)),
                List.of(
                        Column.text("value", DeadLetter::value),
                        Column.text("expectation", DeadLetter::expectation)));
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
