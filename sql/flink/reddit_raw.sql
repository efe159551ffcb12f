-- A post or comment on Reddit, as it was known at the time.
--
-- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
--   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
-- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
CREATE TABLE `reddit_raw` (
    `event_id` STRING NOT NULL,
    `correlation_id` STRING NOT NULL,
    `idempotency_key` STRING NOT NULL,
    `symbol` STRING,
    `ts` TIMESTAMP(3) NOT NULL,
    `schema_version` INT NOT NULL,
    `source` STRING NOT NULL,
    `kind` STRING NOT NULL,
    `reddit_id` STRING NOT NULL,
    `parent_id` STRING,
    `subreddit` STRING NOT NULL,
    `author` STRING,
    `title` STRING,
    `body` STRING NOT NULL,
    `score` INT NOT NULL,
    `created_at` TIMESTAMP(3) NOT NULL,
    `known_at` TIMESTAMP(3) NOT NULL,
    `mentions` ARRAY<STRING NOT NULL> NOT NULL,
    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND
) WITH (
    'connector' = 'kafka',
    'topic' = 'reddit.raw',
    'properties.bootstrap.servers' = '127.0.0.1:9092',
    'scan.startup.mode' = 'earliest-offset',
    'format' = 'avro-confluent',
    'avro-confluent.url' = 'http://127.0.0.1:8085/apis/ccompat/v7',
    'avro-confluent.schema' = '{"type":"record","name":"RedditEvent","namespace":"io.millrace.avro","fields":[{"name":"event_id","type":{"type":"string","logicalType":"uuid"}},{"name":"correlation_id","type":{"type":"string","logicalType":"uuid"}},{"name":"idempotency_key","type":{"type":"string"}},{"name":"symbol","type":["null",{"type":"string"}],"default":null},{"name":"ts","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"schema_version","type":"int"},{"name":"source","type":{"type":"string"}},{"name":"kind","type":{"type":"enum","name":"RedditKind","symbols":["POST","COMMENT"]}},{"name":"reddit_id","type":{"type":"string"}},{"name":"parent_id","type":["null",{"type":"string"}],"default":null},{"name":"subreddit","type":{"type":"string"}},{"name":"author","type":["null",{"type":"string"}],"default":null},{"name":"title","type":["null",{"type":"string"}],"default":null},{"name":"body","type":{"type":"string"}},{"name":"score","type":"int"},{"name":"created_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"known_at","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"mentions","type":{"type":"array","items":{"type":"string"}}}]}'
);
