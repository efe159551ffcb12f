-- Something that a person or a schedule wants of the running jobs, with who and why.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `control_commands` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `account` STRING NOT NULL,
    `command` STRING NOT NULL,
    `arguments` ARRAY<ROW<`key` STRING NOT NULL, `value` STRING NOT NULL> NOT NULL> NOT NULL,
    `effective_at` TIMESTAMP(3) NOT NULL,
    `who` STRING NOT NULL,
    `why` STRING NOT NULL,
    `sequence` BIGINT NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'control.commands',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"ControlCommandEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":["null",{"type":"string"}],"default":null},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"account","type":{"type":"string"}},{"name":"command","type":{"type":"enum","name":"CommandName","symbols":["APPROVE","REVOKE","KILL","RESUME","HALT","REDUCE","CHANGE_LIMITS","CHANGE_MODEL","RECONCILE"]}},{"name":"arguments","type":{"type":"array","items":{"type":"record","name":"SettingValue","fields":[{"name":"key","type":{"type":"string"}},{"name":"value","type":{"type":"string"}}]}}},{"name":"effective_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"who","type":{"type":"string"}},{"name":"why","type":{"type":"string"}},{"name":"sequence","type":"long","default":0}]}'
);
