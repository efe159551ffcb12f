package io.millrace.modelserver;

/** An answer to a request that is not an inference: what was wrong, and whose fault it was. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a request was refused. */
    public enum Reason {
        /** The request contradicts the protocol or the model. */
        INVALID(400),
        /** The caller did not show the token. */
        UNAUTHENTICATED(401),
        /** No such model, version or path. */
        NOT_FOUND(404),
        /** More bytes than this server takes. */
        TOO_LARGE(413),
        /** The server or a runtime failed. */
        INTERNAL(500),
        /** The protocol knows it, this server does not. */
        UNSUPPORTED(501),
        /** Not now: a full queue, a passed deadline, a model that is not ready. */
        UNAVAILABLE(503);

        private final int httpStatus;

        Reason(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        public int httpStatus() {
            return httpStatus;
        }
    }

    /** A refusal has no stack trace: it tells of the request, not of the program. */
    private Refusal(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public static Refusal of(Reason reason, String message) {
        return new Refusal(reason, message);
    }

    public static Refusal invalid(String message) {
        return new Refusal(Reason.INVALID, message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(Reason.NOT_FOUND, message);
    }

    public static Refusal unavailable(String message) {
        return new Refusal(Reason.UNAVAILABLE, message);
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
