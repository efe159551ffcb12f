package io.millrace.connectors.jdbc;

import io.millrace.domain.config.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * How long time series are kept where TimescaleDB can drop them; counted back from today on event
 * time. Zero keeps for ever, which a backtest over old data wants.
 *
 * @param raw market data, features, predictions and posts
 * @param records trades, audit, risk and the decisions before them
 */
public record Retention(Duration raw, Duration records) {

    public static Retention from(Settings settings) {
        Duration raw = settings.duration("storage.retention.raw", "90d");
        Duration records = settings.duration("storage.retention.records", "365d");
        settings.check(!raw.isNegative(), "storage.retention.raw", raw, "0d or longer");
        settings.check(!records.isNegative(), "storage.retention.records", records, "0d or longer");
        return new Retention(raw, records);
    }

    public static Retention standard() {
        return from(new Settings(Map.of()));
    }
}
