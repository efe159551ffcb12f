-- An approved order that an execution gate kept from the broker.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `execution_blocked` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING NOT NULL,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `account` STRING NOT NULL,
    `strategy` STRING NOT NULL,
    `client_order_id` STRING NOT NULL,
    `side` STRING NOT NULL,
    `quantity` DECIMAL(38, 18) NOT NULL,
    `gate` STRING NOT NULL,
    `detail` STRING NOT NULL,
    `parent_id` STRING,
    `leg` STRING,
    `order_type` STRING,
    `time_in_force` STRING,
    `limit_price` DECIMAL(38, 18),
    `stop_price` DECIMAL(38, 18),
    `submitted_at` TIMESTAMP(3),
    `reason` STRING NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'execution.blocked',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"ExecutionBlockedEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":{"type":"string"}},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"account","type":{"type":"string"}},{"name":"strategy","type":{"type":"string"}},{"name":"client_order_id","type":{"type":"string"}},{"name":"side","type":{"type":"enum","name":"SideName","symbols":["BUY","SELL"]}},{"name":"quantity","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"gate","type":{"type":"string"}},{"name":"detail","type":{"type":"string"}},{"name":"parent_id","type":["null",{"type":"string"}],"default":null},{"name":"leg","type":["null",{"type":"enum","name":"LegName","symbols":["ENTRY","TAKE_PROFIT","STOP_LOSS","EXIT"]}],"default":null},{"name":"order_type","type":["null",{"type":"enum","name":"OrderTypeName","symbols":["MARKET","LIMIT","STOP"]}],"default":null},{"name":"time_in_force","type":["null",{"type":"enum","name":"TimeInForceName","symbols":["DAY","GTC"]}],"default":null},{"name":"limit_price","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}],"default":null},{"name":"stop_price","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}],"default":null},{"name":"submitted_at","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null},{"name":"reason","type":{"type":"string"},"default":""}]}'
);
