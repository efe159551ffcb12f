package io.millrace.connectors.kafka;

import java.util.List;

/**
 * A topic's row against what is on the broker.
 *
 * @param exists whether the broker has it
 * @param created whether it has it since just now
 * @param partitions how many it has there; 0 where it does not exist
 * @param records how many lie in it: the distance of its offsets
 * @param differences what is not as the row says, a line for each
 */
public record TopicStatus(
        TopicRow row,
        boolean exists,
        boolean created,
        int partitions,
        long records,
        List<String> differences) {}
