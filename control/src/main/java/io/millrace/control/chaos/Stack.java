package io.millrace.control.chaos;

import java.io.IOException;
import java.util.Set;

/** A paper run in processes of its own, as a campaign sees it. */
interface Stack {

    /** Everything that may be struck. */
    Set<VictimName> victims();

    Victim victim(VictimName name);

    Sight look() throws IOException;

    /**
     * Tells the broker to misbehave from now on.
     *
     * @param path what it befalls, as a regular expression over method and path; empty for all
     */
    void script(String kind, String path, long delayMillis)
            throws IOException, InterruptedException;

    /** Ends all misbehaviour. */
    void behave() throws IOException, InterruptedException;

    /** Whether the run has come to its end: the tape is over and everything is settled. */
    boolean isOver();
}
