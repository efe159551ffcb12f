package io.millrace.connectors.alpaca;

import java.io.InterruptedIOException;
import java.util.concurrent.ThreadLocalRandom;

/** The wall clock and the patience of an adapter, so that a test need not wait. */
interface Pace {

    long nowMillis();

    void pause(long millis) throws InterruptedIOException;

    /** Evenly between 0 and 1: callers that failed together must not come back together. */
    double chance();

    /** As the machine has it. */
    Pace REAL =
            new Pace() {
                @Override
                public long nowMillis() {
                    return System.currentTimeMillis();
                }

                @Override
                public void pause(long millis) throws InterruptedIOException {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedIOException("interrupted while waiting for Alpaca");
                    }
                }

                @Override
                public double chance() {
                    return ThreadLocalRandom.current().nextDouble();
                }
            };
}
