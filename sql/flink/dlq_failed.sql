-- An input that could not be used, kept whole so that nothing is lost.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `dlq_failed` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `original_topic` STRING,
    `original_key` BYTES,
    `original_bytes` BYTES NOT NULL,
    `position` BIGINT,
    `code` STRING,
    `expectation` STRING,
    `error_class` STRING NOT NULL,
    `message` STRING NOT NULL,
    `retry_count` INT NOT NULL,
    `first_failure` TIMESTAMP(3) NOT NULL,
    `last_failure` TIMESTAMP(3) NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'dlq.failed',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"DeadLetterEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":["null",{"type":"string"}],"default":null},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"original_topic","type":["null",{"type":"string"}],"default":null},{"name":"original_key","type":["null","bytes"],"default":null},{"name":"original_bytes","type":"bytes"},{"name":"position","type":["null","long"],"default":null},{"name":"code","type":["null",{"type":"string"}],"default":null},{"name":"expectation","type":["null",{"type":"string"}],"default":null},{"name":"error_class","type":{"type":"string"}},{"name":"message","type":{"type":"string"}},{"name":"retry_count","type":"int"},{"name":"first_failure","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"last_failure","type":{"type":"long","logicalType":"timestamp-millis"}}]}'
);
