-- One link of a hash chain over every decision and action of one key.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `audit_events` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `chain` STRING NOT NULL,
    `sequence` BIGINT NOT NULL,
    `kind` STRING NOT NULL,
    `subject_id` STRING NOT NULL,
    `payload` STRING NOT NULL,
    `previous_hash` STRING NOT NULL,
    `hash` STRING NOT NULL,
    `actor` STRING NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'audit.events',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"AuditEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":["null",{"type":"string"}],"default":null},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"chain","type":{"type":"string"}},{"name":"sequence","type":"long"},{"name":"kind","type":{"type":"string"}},{"name":"subject_id","type":{"type":"string","logicalType":"uuid"}},{"name":"payload","type":{"type":"string"}},{"name":"previous_hash","type":{"type":"string"}},{"name":"hash","type":{"type":"string"}},{"name":"actor","type":{"type":"string"},"default":""}]}'
);
