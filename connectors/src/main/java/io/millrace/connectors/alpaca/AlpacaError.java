package io.millrace.connectors.alpaca;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Why Alpaca did not do or say what it was asked. */
public final class AlpacaError extends IOException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, by what it leaves open about an order. */
    public enum Kind {
        /** The keys are not accepted (401). */
        UNAUTHORIZED(true),
        /** The account may not do it: money, shares, permission (403). */
        FORBIDDEN(true),
        /** Alpaca itself says that there is no such thing (404 with its own body). */
        NOT_FOUND(true),
        /** The request makes no sense to Alpaca (422, 400 and the rest of 4xx). */
        INVALID(true),
        /** Too many requests; this one was not looked at (429). */
        RATE_LIMITED(true),
        /** It failed at their end, with or without effect (5xx, 408, 425). */
        SERVER_FAULT(false),
        /** An answer came that is not Alpaca's: a page, a redirect, half a document. */
        UNREADABLE(false),
        /** No byte of the request left: refused connection, unknown host, failed handshake. */
        UNREACHABLE(true),
        /** It was sent, or may have been, and nothing came back. */
        NO_ANSWER(false);

        private final boolean withoutEffect;

        Kind(boolean withoutEffect) {
            this.withoutEffect = withoutEffect;
        }

        /** Whether the request surely changed nothing. */
        public boolean isWithoutEffect() {
            return withoutEffect;
        }
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
