package io.millrace.modelserver.bench;

import java.util.concurrent.CompletableFuture;

/** One way to have rows answered. */
interface Contender extends AutoCloseable {

    String name();

    /** Rows of one request. */
    int rows();

    /** Asks once; gives the raw bytes of the outputs, one after the other. */
    CompletableFuture<byte[]> ask();

    /** How many requests are under way at saturation. */
    int atOnce();

    @Override
    void close();
}
