package io.millrace.connectors.deadletter;

/**
 * Sends dead letters back to where they came from.
 *
 * <p>A letter may be sent more than once: its bytes carry the event's own id, by which every
 * consumer drops a repeat.
 */
public interface DeadLetterReplay extends AutoCloseable {

    /**
     * Sends the letter and returns when it is safe at its destination.
     *
     * @param letter one that came from a topic
     * @throws ReplayFailed when it did not arrive; nothing has been marked then
     */
    void send(StoredLetter letter) throws ReplayFailed;

    @Override
    void close();

    /** A letter that did not arrive. */
    final class ReplayFailed extends Exception {

        private static final long serialVersionUID = 1L;

        public ReplayFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
