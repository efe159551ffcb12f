package io.millrace.broker.data;

import com.linecorp.armeria.common.HttpStatus;

/** A request that the data API refuses, and in which words. */
final class DataFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private DataFault(HttpStatus status, String message) {
        super(message);
        this.status = status.code();
    }

    static DataFault badRequest(String message) {
        return new DataFault(HttpStatus.BAD_REQUEST, message);
    }

    static DataFault notFound(String message) {
        return new DataFault(HttpStatus.NOT_FOUND, message);
    }

    int status() {
        return status;
    }
}
