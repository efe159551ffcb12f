-- The risk engine's verdict on one BUY or SELL decision: every rule's value against its limit.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `risk_rejected` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING NOT NULL,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `decision_id` STRING NOT NULL,
    `account` STRING NOT NULL,
    `strategy` STRING NOT NULL,
    `side` STRING NOT NULL,
    `approved` BOOLEAN NOT NULL,
    `requested_quantity` DECIMAL(38, 18) NOT NULL,
    `quantity` DECIMAL(38, 18) NOT NULL,
    `readings` ARRAY<ROW<`rule` STRING NOT NULL, `actual` STRING NOT NULL, `limit` STRING NOT NULL, `breached` BOOLEAN NOT NULL> NOT NULL> NOT NULL,
    `binding_rule` STRING,
    `limits` ARRAY<ROW<`key` STRING NOT NULL, `value` STRING NOT NULL> NOT NULL> NOT NULL,
    `state` STRING NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'risk.rejected',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"RiskEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":{"type":"string"}},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"decision_id","type":{"type":"string","logicalType":"uuid"}},{"name":"account","type":{"type":"string"}},{"name":"strategy","type":{"type":"string"}},{"name":"side","type":{"type":"enum","name":"SideName","symbols":["BUY","SELL"]}},{"name":"approved","type":"boolean"},{"name":"requested_quantity","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"quantity","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"readings","type":{"type":"array","items":{"type":"record","name":"RuleReadingValue","fields":[{"name":"rule","type":{"type":"string"}},{"name":"actual","type":{"type":"string"}},{"name":"limit","type":{"type":"string"}},{"name":"breached","type":"boolean"}]}}},{"name":"binding_rule","type":["null",{"type":"string"}],"default":null},{"name":"limits","type":{"type":"array","items":{"type":"record","name":"SettingValue","fields":[{"name":"key","type":{"type":"string"}},{"name":"value","type":{"type":"string"}}]}}},{"name":"state","type":{"type":"enum","name":"TradingStateName","symbols":["ACTIVE","REDUCING","HALTED"]}}]}'
);
