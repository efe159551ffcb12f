-- An account after a change: cash, equity and every position.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `account_state` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `account` STRING NOT NULL,
    `cash` DECIMAL(38, 18) NOT NULL,
    `equity` DECIMAL(38, 18) NOT NULL,
    `state` STRING NOT NULL,
    `positions` ARRAY<ROW<`symbol` STRING NOT NULL, `quantity` DECIMAL(38, 18) NOT NULL, `average_price` DECIMAL(38, 18) NOT NULL, `last_price` DECIMAL(38, 18) NOT NULL> NOT NULL> NOT NULL,
    `cause` STRING NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'account.state',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"AccountStateEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":["null",{"type":"string"}],"default":null},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"account","type":{"type":"string"}},{"name":"cash","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"equity","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"state","type":{"type":"enum","name":"TradingStateName","symbols":["ACTIVE","REDUCING","HALTED"]}},{"name":"positions","type":{"type":"array","items":{"type":"record","name":"PositionValue","fields":[{"name":"symbol","type":{"type":"string"}},{"name":"quantity","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"average_price","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"last_price","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}}]}}},{"name":"cause","type":{"type":"string"}}]}'
);
