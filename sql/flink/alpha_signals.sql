-- One alpha's statement about one symbol.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `alpha_signals` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING NOT NULL,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `alpha` STRING NOT NULL,
    `direction` STRING NOT NULL,
    `generated_at` TIMESTAMP(3) NOT NULL,
    `closes_at` TIMESTAMP(3) NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'alpha.signals',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"InsightEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":{"type":"string"}},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"alpha","type":{"type":"string"}},{"name":"direction","type":{"type":"enum","name":"DirectionName","symbols":["UP","FLAT","DOWN"]}},{"name":"generated_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"closes_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}'
);
