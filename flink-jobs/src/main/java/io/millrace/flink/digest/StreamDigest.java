package io.millrace.flink.digest;

/**
 * The fingerprint of one key's records in one stream, in their order.
 *
 * @param stream name of the stream
 * @param key symbol or account
 * @param records how many there were
 * @param sha256 hash chain over them, lower-case hex
 */
public record StreamDigest(String stream, String key, long records, String sha256) {}
