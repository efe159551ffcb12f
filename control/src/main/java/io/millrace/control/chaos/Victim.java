package io.millrace.control.chaos;

import java.io.IOException;

/** A process that is struck and comes back. */
interface Victim {

    /** Starts it; returns before it is ready. */
    void start() throws IOException;

    /** Ends it as {@code kill -9} does. */
    void kill() throws IOException, InterruptedException;

    /** Lets it live without moving. */
    void freeze() throws IOException, InterruptedException;

    void thaw() throws IOException, InterruptedException;

    boolean isAlive();

    /** Whether it does again what it is for. */
    boolean isBack() throws IOException, InterruptedException;
}
