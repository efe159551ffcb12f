package io.millrace.connectors.files;

/**
 * What the watermarks of a tape depend on: nothing but the rows before them.
 *
 * <p>A watermark is due when event time moves on and enough rows were emitted since the last one.
 * It is kept with the position, so what is late is the same after a failure.
 *
 * @param newestMillis the newest event time, or {@link Long#MIN_VALUE} before the first row
 * @param rows rows since the last watermark
 * @param watermark the last watermark, or {@link Long#MIN_VALUE} before the first
 */
public record TapeClock(long newestMillis, int rows, long watermark) {

    static final TapeClock START = new TapeClock(Long.MIN_VALUE, 0, Long.MIN_VALUE);
}
