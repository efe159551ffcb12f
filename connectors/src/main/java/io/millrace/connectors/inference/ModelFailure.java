package io.millrace.connectors.inference;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why a model server gave no answer that can be used. */
public final class ModelFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it was. */
    public enum Kind {
        /** No connection, or it broke off. */
        UNREACHABLE,
        /** No answer in time. */
        DEADLINE,
        /** Too much to do, or not ready yet. */
        OVERLOADED,
        /** Something went wrong inside the server. */
        FAULT,
        /** The server does not have the model. */
        UNKNOWN_MODEL,
        /** The token is missing or wrong. */
        UNAUTHORIZED,
        /** The request is not what the model takes. */
        REFUSED,
        /** The answer is not what the protocol says. */
        UNREADABLE,
        /** What is served is not what was expected. */
        MISMATCH
    }

    private final Kind kind;

    public ModelFailure(Kind kind, String text, @Nullable Throwable cause) {
        super(kind + ": " + text, cause);
        this.kind = kind;
    }

    static ModelFailure unreadable(String text) {
        return new ModelFailure(Kind.UNREADABLE, text, null);
    }

    /**
     * The failure by its HTTP status; servers differ in the details, and clients in what they ask.
     */
    static ModelFailure status(int status, String text) {
        Kind kind =
                switch (status) {
                    case 401, 403 -> Kind.UNAUTHORIZED;
                    case 404 -> Kind.UNKNOWN_MODEL;
                    case 408, 504 -> Kind.DEADLINE;
                    case 429, 503 -> Kind.OVERLOADED;
                    case 501 -> Kind.REFUSED;
                    default -> status >= 500 ? Kind.FAULT : Kind.REFUSED;
                };
        return new ModelFailure(kind, "HTTP " + status + " " + text, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same question may be answered later. */
    public boolean mayPass() {
        return switch (kind) {
            case UNREACHABLE, DEADLINE, OVERLOADED, FAULT -> true;
            case UNKNOWN_MODEL, UNAUTHORIZED, REFUSED, UNREADABLE, MISMATCH -> false;
        };
    }
}
