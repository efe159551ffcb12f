package io.millrace.connectors.files;

/** How a file writes its times. */
public enum TimeFormat {
    /** ISO-8601 or epoch milliseconds; a local time is read only where a zone is declared. */
    AUTO,
    /** Seconds since 1970, with or without decimals. */
    EPOCH_S,
    /** Milliseconds since 1970. */
    EPOCH_MS,
    /** A pattern of {@link java.time.format.DateTimeFormatter}. */
    PATTERN,
    /** Milliseconds since the midnight of the file's date. */
    DAY_MILLIS
}
