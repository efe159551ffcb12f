package io.millrace.modelserver.batching;

/**
 * How a model's requests are queued and put together.
 *
 * @param batch most rows of one run; 0 where a run is one request
 * @param limitsRequests whether a single request may not have more rows than that
 * @param delayMicros how long the first request waits for others while an instance is free
 * @param queueLimit most requests that wait
 * @param levels of priority; the last is the usual one
 * @param timeoutMillis after which a request that names none is dropped; 0 for never
 * @param instances runs at once
 */
public record Policy(
        int batch,
        boolean limitsRequests,
        long delayMicros,
        int queueLimit,
        int levels,
        long timeoutMillis,
        int instances) {

    boolean isBatching() {
        return batch > 0;
    }
}
