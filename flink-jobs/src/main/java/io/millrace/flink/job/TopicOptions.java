package io.millrace.flink.job;

import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;

/**
 * How a job stands to its topics.
 *
 * @param reading whether it goes on for ever or ends at what is there when it starts
 */
public record TopicOptions(KafkaSettings kafka, Reading reading) {}
