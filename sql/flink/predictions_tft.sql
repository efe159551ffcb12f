-- What a model expects of one symbol, as return quantiles per horizon.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `predictions_tft` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING NOT NULL,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `horizons` ARRAY<ROW<`bars` INT NOT NULL, `q10` DOUBLE NOT NULL, `q50` DOUBLE NOT NULL, `q90` DOUBLE NOT NULL> NOT NULL> NOT NULL,
    `model_version` STRING NOT NULL,
    `model_sha256` STRING NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'predictions.tft',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"PredictionEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":{"type":"string"}},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"horizons","type":{"type":"array","items":{"type":"record","name":"HorizonValue","fields":[{"name":"bars","type":"int"},{"name":"q10","type":"double"},{"name":"q50","type":"double"},{"name":"q90","type":"double"}]}}},{"name":"model_version","type":{"type":"string"}},{"name":"model_sha256","type":{"type":"string"}}]}'
);
