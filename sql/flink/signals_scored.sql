-- The ensemble's verdict on one symbol at one bar close; a HOLD is recorded like any other.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `signals_scored` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING NOT NULL,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `strategy` STRING NOT NULL,
    `bar` ROW<`start` TIMESTAMP(3) NOT NULL, `end` TIMESTAMP(3) NOT NULL, `open` DOUBLE NOT NULL, `high` DOUBLE NOT NULL, `low` DOUBLE NOT NULL, `close` DOUBLE NOT NULL, `volume` DOUBLE NOT NULL> NOT NULL,
    `action` STRING NOT NULL,
    `score` DOUBLE NOT NULL,
    `confidence` DOUBLE NOT NULL,
    `regime` STRING NOT NULL,
    `model_absent` BOOLEAN NOT NULL,
    `votes` ARRAY<ROW<`alpha` STRING NOT NULL, `direction` STRING NOT NULL, `weight` DOUBLE NOT NULL, `confidence` DOUBLE NOT NULL> NOT NULL> NOT NULL,
    `gates` ARRAY<ROW<`gate` STRING NOT NULL, `actual` DOUBLE, `limit` DOUBLE NOT NULL, `passed` BOOLEAN NOT NULL> NOT NULL> NOT NULL,
    `risk` ROW<`volatility_5` DOUBLE, `returns` ARRAY<ROW<`end` TIMESTAMP(3) NOT NULL, `simple` DOUBLE NOT NULL> NOT NULL> NOT NULL>,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'signals.scored',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"DecisionEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":{"type":"string"}},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"strategy","type":{"type":"string"}},{"name":"bar","type":{"type":"record","name":"BarValue","fields":[{"name":"start","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"open","type":"double"},{"name":"high","type":"double"},{"name":"low","type":"double"},{"name":"close","type":"double"},{"name":"volume","type":"double"}]}},{"name":"action","type":{"type":"enum","name":"ActionName","symbols":["BUY","SELL","HOLD"]}},{"name":"score","type":"double"},{"name":"confidence","type":"double"},{"name":"regime","type":{"type":"enum","name":"RegimeName","symbols":["BULL","BEAR","SIDEWAYS","UNKNOWN"]}},{"name":"model_absent","type":"boolean"},{"name":"votes","type":{"type":"array","items":{"type":"record","name":"VoteValue","fields":[{"name":"alpha","type":{"type":"string"}},{"name":"direction","type":{"type":"enum","name":"DirectionName","symbols":["UP","FLAT","DOWN"]}},{"name":"weight","type":"double"},{"name":"confidence","type":"double"}]}}},{"name":"gates","type":{"type":"array","items":{"type":"record","name":"GateReadingValue","fields":[{"name":"gate","type":{"type":"string"}},{"name":"actual","type":["null","double"],"default":null},{"name":"limit","type":"double"},{"name":"passed","type":"boolean"}]}}},{"name":"risk","type":["null",{"type":"record","name":"RiskContextValue","fields":[{"name":"volatility_5","type":["null","double"],"default":null},{"name":"returns","type":{"type":"array","items":{"type":"record","name":"ReturnValue","fields":[{"name":"end","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"simple","type":"double"}]}}}]}],"default":null}]}'
);
