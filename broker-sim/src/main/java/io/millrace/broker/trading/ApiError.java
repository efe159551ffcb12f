package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal in Alpaca's form: a status, a code, a sentence, and what it is about. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int INVALID = 40010001;
    private static final int UNPROCESSABLE = 42210000;
    private static final int FORBIDDEN = 40310000;
    private static final int NOT_FOUND = 40410000;

    private final int status;
    private final transient ObjectNode body;

    private ApiError(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.body = JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
    }

    /** 422: the request itself is wrong. */
    static ApiError invalid(String message) {
        return new ApiError(422, INVALID, message);
    }

    /** 422: the request makes no sense for this order or at these prices. */
    static ApiError unprocessable(String message) {
        return new ApiError(422, UNPROCESSABLE, message);
    }

    /** 403: the account must not. */
    static ApiError forbidden(String message) {
        return new ApiError(403, FORBIDDEN, message);
    }

    /** 404: there is no such thing. */
    static ApiError notFound(String message) {
        return new ApiError(404, NOT_FOUND, message);
    }

    /** 400: not JSON. */
    static ApiError malformed() {
        return new ApiError(400, 40010000, "request body format is invalid");
    }

    /** Adds what the refusal is about. */
    ApiError with(String name, String value) {
        body.put(name, value);
        return this;
    }

    ApiError with(String name, JsonNode value) {
        body.set(name, value);
        return this;
    }

    Answer answer() {
        return new Answer(status, body);
    }
}
