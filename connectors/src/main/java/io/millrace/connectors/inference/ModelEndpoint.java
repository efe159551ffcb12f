package io.millrace.connectors.inference;

import io.millrace.domain.model.ModelSettings.Transport;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a model server is; its token is read where the job runs and travels nowhere.
 *
 * @param url such as {@code http://127.0.0.1:8001}
 */
public record ModelEndpoint(String url, Transport transport) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Environment variable that holds the token, where the server wants one. */
    public static final String TOKEN_VARIABLE = "MILLRACE_MODEL_TOKEN";

    /** A client with the process's token; connects with the first question. */
    public ModelClient open() {
        return open(System.getenv(TOKEN_VARIABLE));
    }

    ModelClient open(@Nullable String token) {
        return switch (transport) {
            case REST -> new RestModelClient(url, token);
            case GRPC -> new GrpcModelClient(url, token);
        };
    }
}
