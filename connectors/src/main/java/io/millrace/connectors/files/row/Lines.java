package io.millrace.connectors.files.row;

import java.io.Closeable;
import java.io.IOException;

/** The lines of a file, one at a time, without their ends; blank lines are passed over. */
public interface Lines extends Closeable {

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException;

    /** The bytes that hold the current line; valid until the next move. */
    byte[] bytes();

    /** Where the current line begins in {@link #bytes()}. */
    int from();

    /** Where the current line ends in {@link #bytes()}, exclusive. */
    int to();

    /** The number of the current line in its file, counted from 1. */
    long number();
}
