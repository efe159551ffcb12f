-- What a market data source says: a bar, a trade, a quote, or the correction of an earlier one.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `market_raw` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING NOT NULL,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `kind` STRING NOT NULL,
    `known_at` TIMESTAMP(3) NOT NULL,
    `bar` ROW<`start` TIMESTAMP(3) NOT NULL, `end` TIMESTAMP(3) NOT NULL, `open` DOUBLE NOT NULL, `high` DOUBLE NOT NULL, `low` DOUBLE NOT NULL, `close` DOUBLE NOT NULL, `volume` DOUBLE NOT NULL>,
    `trade` ROW<`price` DOUBLE NOT NULL, `size` DOUBLE NOT NULL, `sequence` BIGINT NOT NULL>,
    `quote` ROW<`bid_price` DOUBLE NOT NULL, `bid_size` DOUBLE NOT NULL, `ask_price` DOUBLE NOT NULL, `ask_size` DOUBLE NOT NULL, `sequence` BIGINT NOT NULL>,
    `correction` ROW<`corrected_event_id` STRING NOT NULL, `reason` STRING NOT NULL, `bar` ROW<`start` TIMESTAMP(3) NOT NULL, `end` TIMESTAMP(3) NOT NULL, `open` DOUBLE NOT NULL, `high` DOUBLE NOT NULL, `low` DOUBLE NOT NULL, `close` DOUBLE NOT NULL, `volume` DOUBLE NOT NULL>, `trade` ROW<`price` DOUBLE NOT NULL, `size` DOUBLE NOT NULL, `sequence` BIGINT NOT NULL>>,
    `position` BIGINT NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'market.raw',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"MarketRawEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":{"type":"string"}},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"kind","type":{"type":"enum","name":"MarketKind","symbols":["BAR","TRADE","QUOTE","CORRECTION"]}},{"name":"known_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"bar","type":["null",{"type":"record","name":"BarValue","fields":[{"name":"start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"open","type":"double"},{"name":"high","type":"double"},{"name":"low","type":"double"},{"name":"close","type":"double"},{"name":"volume","type":"double"}]}],"default":null},{"name":"trade","type":["null",{"type":"record","name":"TradeValue","fields":[{"name":"price","type":"double"},{"name":"size","type":"double"},{"name":"sequence","type":"long"}]}],"default":null},{"name":"quote","type":["null",{"type":"record","name":"QuoteValue","fields":[{"name":"bid_price","type":"double"},{"name":"bid_size","type":"double"},{"name":"ask_price","type":"double"},{"name":"ask_size","type":"double"},{"name":"sequence","type":"long"}]}],"default":null},{"name":"correction","type":["null",{"type":"record","name":"CorrectionValue","fields":[{"name":"corrected_event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"reason","type":{"type":"string"}},{"name":"bar","type":["null","BarValue"],"default":null},{"name":"trade","type":["null","TradeValue"],"default":null}]}],"default":null},{"name":"position","type":"long","default":0}]}'
);
