package io.millrace.connectors.journal;

/**
 * A place between two entries of a journal.
 *
 * @param sequence of the entry before it; 0 before the first
 * @param offset in bytes from the start of the file
 */
public record JournalPosition(long sequence, long offset) {

    /** Before the first entry. */
    public static final JournalPosition START = new JournalPosition(0, JournalEntries.HEADER);
}
