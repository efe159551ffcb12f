package io.millrace.control.chaos;

import java.io.IOException;

/** A paper run in processes of its own, as a campaign sees it. */
interface Stack {

    Victim victim(VictimName name);

    Sight look() throws IOException;

    /** Tells the broker to misbehave for a while. */
    void script(String kind, String path, long delayMillis, long forMillis)
            throws IOException, InterruptedException;

    /** Whether the run has come to its end: the tape is over and everything is settled. */
    boolean isOver();
}
