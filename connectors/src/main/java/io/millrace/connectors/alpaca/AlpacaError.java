package io.millrace.connectors.alpaca;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** Why Alpaca did not do or say what it was asked. */
public final class AlpacaError extends IOException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The keys are not accepted (401). */
        UNAUTHORIZED,
        /** The account may not do it: money, shares, permission (403). */
        FORBIDDEN,
        /** Alpaca itself says that there is no such thing (404 with its own body). */
        NOT_FOUND,
        /** The request makes no sense to Alpaca (422, 400 and the rest of 4xx). */
        INVALID,
        /** Too many requests; this one was not looked at (429). */
        RATE_LIMITED,
        /** It failed at their end, with or without effect (5xx, 408, 425). */
        SERVER_FAULT,
        /** An answer came that is not Alpaca's: a page, a redirect, half a document. */
        UNREADABLE,
        /** No byte of the request left: refused connection, unknown host, failed handshake. */
        UNREACHABLE,
        /** It was sent, or may have been, and nothing came back. */
        NO_ANSWER
    }

    private final Kind kind;
    private final int status;
    private final int code;
    private final long retryAfterMillis;

    /**
     * What became of a request.
     *
     * @param status of HTTP, 0 without an answer
     * @param code Alpaca's own, 0 where it gave none
     * @param retryAfterMillis how long the server asked to wait, 0 where it did not say
     */
    AlpacaError(
            Kind kind,
            int status,
            int code,
            String message,
            long retryAfterMillis,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.code = code;
        this.retryAfterMillis = retryAfterMillis;
    }

    static AlpacaError unreadable(String message) {
        return new AlpacaError(Kind.UNREADABLE, 200, 0, message, 0, null);
    }

    static AlpacaError interrupted(InterruptedIOException cause) {
        return new AlpacaError(
                Kind.NO_ANSWER, 0, 0, "interrupted while waiting for Alpaca", 0, cause);
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    public long retryAfterMillis() {
        return retryAfterMillis;
    }

    /** Alpaca's words, or what happened instead of an answer. */
    public String text() {
        return String.valueOf(getMessage());
    }

    boolean saysNameIsTaken() {
        return kind == Kind.INVALID && text().contains("client_order_id must be unique");
    }
}
