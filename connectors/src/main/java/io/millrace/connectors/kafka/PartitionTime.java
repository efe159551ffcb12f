package io.millrace.connectors.kafka;

import io.millrace.connectors.kafka.event.FailedRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.types.Either;

/**
 * The time of one partition: behind the newest record that could be read. What could not be read
 * says nothing about time, least of all the time of whoever wrote it.
 */
final class PartitionTime<T> implements WatermarkGenerator<Either<FailedRecord, T>> {

    private final long outOfOrderMillis;
    private long newestMillis = Long.MIN_VALUE;

    PartitionTime(long outOfOrderMillis) {
        this.outOfOrderMillis = outOfOrderMillis;
    }

    @Override
    public void onEvent(Either<FailedRecord, T> record, long atMillis, WatermarkOutput output) {
        if (record.isRight() && atMillis > newestMillis) {
            newestMillis = atMillis;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (newestMillis != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(newestMillis - outOfOrderMillis - 1));
        }
    }
}
