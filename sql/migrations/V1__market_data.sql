-- Market data, features and predictions: the facts of a tape and what was computed from them.
-- Event time is always the column ts. Every primary key is an idempotency key: writing a row again changes nothing.
-- Texts are compared byte by byte (collate "C"): fast, and sorted the same way on every server.

create table market_raw_minute (
    symbol     text collate "C"not null,
    ts         timestamptz      not null,
    started_at timestamptz      not null,
    source     text collate "C"not null,
    open       double precision not null,
    high       double precision not null,
    low        double precision not null,
    close      double precision not null,
    volume     double precision not null,
    primary key (symbol, ts, started_at, source)
);
comment on table market_raw_minute is 'Intraday bars (one minute, one hour) as they were read; one row per source, symbol and interval.';
comment on column market_raw_minute.symbol is 'Ticker, such as AAPL or BTCUSD.';
comment on column market_raw_minute.ts is 'Event time: the end of the interval, from which on the bar is known.';
comment on column market_raw_minute.started_at is 'First instant of the interval; with ts it tells the bar''s length.';
comment on column market_raw_minute.source is 'Tape or feed that the bar came from; several stand side by side.';
comment on column market_raw_minute.open is 'First price. A double holds a printed price of at most 15 digits exactly.';
comment on column market_raw_minute.high is 'Highest price.';
comment on column market_raw_minute.low is 'Lowest price.';
comment on column market_raw_minute.close is 'Last price.';
comment on column market_raw_minute.volume is 'Shares or coins traded.';

create table market_raw_day (like market_raw_minute including all);
comment on table market_raw_day is 'Daily bars as they were read; ts is the close of the session. Columns as in market_raw_minute.';

create table features_tft (
    run_id                 text collate "C"not null,
    symbol                 text collate "C"not null,
    ts                     timestamptz not null,
    return_1               double precision,
    return_5               double precision,
    return_15              double precision,
    volatility_5           double precision,
    volatility_15          double precision,
    sma_5                  double precision,
    sma_20                 double precision,
    sma_50                 double precision,
    ema_5                  double precision,
    ema_12                 double precision,
    ema_20                 double precision,
    ema_26                 double precision,
    rsi_14                 double precision,
    macd                   double precision,
    macd_signal            double precision,
    macd_histogram         double precision,
    bollinger_upper        double precision,
    bollinger_lower        double precision,
    bollinger_width        double precision,
    bollinger_percent_b    double precision,
    atr_14                 double precision,
    vwap_distance          double precision,
    volume_z_20            double precision,
    minute_of_day          double precision,
    hour_of_day            double precision,
    day_of_week            double precision,
    minutes_to_close       double precision,
    average_session_volume double precision,
    extras                 jsonb       not null default '{}',
    primary key (run_id, symbol, ts)
);
comment on table features_tft is 'Feature vectors, one row per bar; NULL is a feature whose window has not filled or that is undefined there.';
comment on column features_tft.run_id is 'Run that computed the vector.';
comment on column features_tft.symbol is 'Ticker.';
comment on column features_tft.ts is 'Event time: the end of the bar, when the values became known.';
comment on column features_tft.return_1 is 'Return over 1 bar, as a fraction.';
comment on column features_tft.return_5 is 'Return over 5 bars.';
comment on column features_tft.return_15 is 'Return over 15 bars.';
comment on column features_tft.volatility_5 is 'Standard deviation of the last 5 one-bar returns.';
comment on column features_tft.volatility_15 is 'Standard deviation of the last 15 one-bar returns.';
comment on column features_tft.sma_5 is 'Simple moving average of 5 closes.';
comment on column features_tft.sma_20 is 'Simple moving average of 20 closes.';
comment on column features_tft.sma_50 is 'Simple moving average of 50 closes.';
comment on column features_tft.ema_5 is 'Exponential moving average, 5 bars.';
comment on column features_tft.ema_12 is 'Exponential moving average, 12 bars.';
comment on column features_tft.ema_20 is 'Exponential moving average, 20 bars.';
comment on column features_tft.ema_26 is 'Exponential moving average, 26 bars.';
comment on column features_tft.rsi_14 is 'Relative strength index, 14 bars, 0 to 100.';
comment on column features_tft.macd is 'MACD line, 12/26.';
comment on column features_tft.macd_signal is 'MACD signal line, 9.';
comment on column features_tft.macd_histogram is 'MACD line less its signal.';
comment on column features_tft.bollinger_upper is 'Upper Bollinger band, 20 bars, 2 deviations.';
comment on column features_tft.bollinger_lower is 'Lower Bollinger band.';
comment on column features_tft.bollinger_width is 'Distance between the bands.';
comment on column features_tft.bollinger_percent_b is 'Place of the close between the bands: 0 lower, 1 upper.';
comment on column features_tft.atr_14 is 'Average true range, 14 bars.';
comment on column features_tft.vwap_distance is 'Distance of the close from the session''s volume-weighted average price.';
comment on column features_tft.volume_z_20 is 'Volume in standard deviations from its mean over 20 bars.';
comment on column features_tft.minute_of_day is 'Minute of the market''s day.';
comment on column features_tft.hour_of_day is 'Hour of the market''s day.';
comment on column features_tft.day_of_week is 'Day of the week in the market''s zone.';
comment on column features_tft.minutes_to_close is 'Minutes until the session closes.';
comment on column features_tft.average_session_volume is 'Average volume of the sessions before.';
comment on column features_tft.extras is 'Configured extra features by name; one that is not ready is missing.';

create table predictions_tft (
    run_id        text collate "C"not null,
    symbol        text collate "C"not null,
    ts            timestamptz      not null,
    horizon_bars  integer          not null,
    model_version text collate "C"not null,
    model_sha256  text collate "C"not null,
    q10           double precision not null,
    q50           double precision not null,
    q90           double precision not null,
    primary key (run_id, symbol, ts, horizon_bars, model_version)
);
comment on table predictions_tft is 'What a model expected: return quantiles, one row per horizon.';
comment on column predictions_tft.run_id is 'Run that asked.';
comment on column predictions_tft.symbol is 'Ticker.';
comment on column predictions_tft.ts is 'Event time: the end of the last bar that the model saw.';
comment on column predictions_tft.horizon_bars is 'How many bars ahead.';
comment on column predictions_tft.model_version is 'Version in models_registry.';
comment on column predictions_tft.model_sha256 is 'Hash of the artifact that answered.';
comment on column predictions_tft.q10 is '10 % quantile of the return until then, as a fraction.';
comment on column predictions_tft.q50 is 'Median.';
comment on column predictions_tft.q90 is '90 % quantile.';

create table dlq_events (
    run_id        text collate "C"not null,
    source        text collate "C"not null,
    line          bigint      not null,
    code          text collate "C"not null,
    value         text collate "C"not null,
    expectation   text collate "C"not null,
    message_key   text collate "C",
    payload       bytea,
    retries       integer     not null default 0,
    first_failure timestamptz,
    last_failure  timestamptz,
    primary key (run_id, source, line, code)
);
comment on table dlq_events is 'Inputs that could not be used, kept whole.';
comment on column dlq_events.run_id is 'Run that met the input.';
comment on column dlq_events.source is 'File, feed or topic that it came from.';
comment on column dlq_events.line is 'Line in the file counted from 1, position in the feed, or offset in the topic.';
comment on column dlq_events.code is 'What is wrong with it.';
comment on column dlq_events.value is 'The offending text as it was read; a NUL character, which PostgreSQL cannot hold, stands as U+FFFD.';
comment on column dlq_events.expectation is 'What would have been right.';
comment on column dlq_events.message_key is 'Key of the message, where it came from a topic.';
comment on column dlq_events.payload is 'Bytes of the message, where it came from a topic.';
comment on column dlq_events.retries is 'How often it was tried again.';
comment on column dlq_events.first_failure is 'Event time of the first failure, where known.';
comment on column dlq_events.last_failure is 'Event time of the last failure, where known.';

create table backfill_checkpoints (
    source     text collate "C"not null,
    path       text collate "C"not null,
    position   bigint      not null,
    rows_read  bigint      not null,
    finished   boolean     not null,
    updated_at timestamptz not null,
    primary key (source, path)
);
comment on table backfill_checkpoints is 'How far a backfill has read each file, for --resume.';
comment on column backfill_checkpoints.source is 'Source that is read.';
comment on column backfill_checkpoints.path is 'File or endpoint.';
comment on column backfill_checkpoints.position is 'Bytes or records consumed.';
comment on column backfill_checkpoints.rows_read is 'Rows delivered so far.';
comment on column backfill_checkpoints.finished is 'Whether the file is done.';
comment on column backfill_checkpoints.updated_at is 'When the row was written.';
