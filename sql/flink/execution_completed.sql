-- One step in the life of an order, and where the order stands after it.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `execution_completed` (
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
    `parent_id` STRING,
    `broker_order_id` STRING,
    `leg` STRING NOT NULL,
    `side` STRING NOT NULL,
    `order_type` STRING NOT NULL,
    `time_in_force` STRING NOT NULL,
    `quantity` DECIMAL(38, 18) NOT NULL,
    `limit_price` DECIMAL(38, 18),
    `stop_price` DECIMAL(38, 18),
    `event` STRING NOT NULL,
    `status` STRING NOT NULL,
    `filled_quantity` DECIMAL(38, 18),
    `fill` ROW<`quantity` DECIMAL(38, 18) NOT NULL, `price` DECIMAL(38, 18) NOT NULL, `fee` DECIMAL(38, 18) NOT NULL, `expected_price` DECIMAL(38, 18) NOT NULL, `at` TIMESTAMP(3) NOT NULL, `sequence` INT NOT NULL>,
    `reason` STRING NOT NULL,
    `note` STRING NOT NULL,
    `submitted_at` TIMESTAMP(3),
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'execution.completed',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"ExecutionReportEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":{"type":"string"}},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"account","type":{"type":"string"}},{"name":"strategy","type":{"type":"string"}},{"name":"client_order_id","type":{"type":"string"}},{"name":"parent_id","type":["null",{"type":"string"}],"default":null},{"name":"broker_order_id","type":["null",{"type":"string"}],"default":null},{"name":"leg","type":{"type":"enum","name":"LegName","symbols":["ENTRY","TAKE_PROFIT","STOP_LOSS","EXIT"]}},{"name":"side","type":{"type":"enum","name":"SideName","symbols":["BUY","SELL"]}},{"name":"order_type","type":{"type":"enum","name":"OrderTypeName","symbols":["MARKET","LIMIT","STOP"]}},{"name":"time_in_force","type":{"type":"enum","name":"TimeInForceName","symbols":["DAY","GTC"]}},{"name":"quantity","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"limit_price","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}],"default":null},{"name":"stop_price","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}],"default":null},{"name":"event","type":{"type":"enum","name":"OrderEventName","symbols":["SUBMIT","NO_ANSWER","BROKER_ACCEPTED","BROKER_HELD","BROKER_REJECTED","BROKER_CANCELED","BROKER_EXPIRED","BROKER_REPLACED","BROKER_NEVER_SAW_IT","PARTIAL_FILL","FINAL_FILL"]}},{"name":"status","type":{"type":"enum","name":"OrderStatusName","symbols":["APPROVED","SUBMITTED","UNKNOWN","ACCEPTED","HELD","PARTIALLY_FILLED","FILLED","CANCELED","EXPIRED","REJECTED"]}},{"name":"filled_quantity","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}],"default":null},{"name":"fill","type":["null",{"type":"record","name":"FillValue","fields":[{"name":"quantity","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"fee","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"expected_price","type":{"type":"bytes","logicalType":"decimal","precision":38,"scale":18}},{"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"sequence","type":"int"}]}],"default":null},{"name":"reason","type":{"type":"string"}},{"name":"note","type":{"type":"string"}},{"name":"submitted_at","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null}]}'
);
