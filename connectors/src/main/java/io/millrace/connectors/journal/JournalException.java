package io.millrace.connectors.journal;

import java.io.IOException;

/**
 * A journal that cannot be trusted or used; the message names the file, the place and what is
 * wrong.
 */
public final class JournalException extends IOException {

    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }
}
