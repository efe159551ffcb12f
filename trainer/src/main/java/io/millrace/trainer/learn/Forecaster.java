package io.millrace.trainer.learn;

/** A fitted model. Closing it lets go of native memory. */
public interface Forecaster extends AutoCloseable {

    /**
     * Return quantiles of every window.
     *
     * @return {@code size x horizons x quantiles} values, the window's number changing slowest
     */
    float[] quantiles(WindowSet windows);

    @Override
    void close();
}
