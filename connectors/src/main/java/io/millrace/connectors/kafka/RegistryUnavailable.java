package io.millrace.connectors.kafka;

/** The schema registry did not answer, or answered that it cannot. */
public final class RegistryUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegistryUnavailable(String url, Throwable cause) {
        super(
                "kafka.registry-url: "
                        + url
                        + " (expected: a schema registry that answers; it said: "
                        + cause.getMessage()
                        + ")",
                cause);
    }
}
