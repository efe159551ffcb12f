package io.millrace.connectors.files;

import java.util.PriorityQueue;

/** Refuses a tape that would need too many files open at the same time. */
final class TapeOverlap {

    /** Files that may be open together; below what every system lets a process open. */
    static final int MOST_OPEN = 2_000;

    private TapeOverlap() {}

    static void requireFewOpen(Tape tape) {
        PriorityQueue<Long> ends = new PriorityQueue<>();
        for (TapeFile file : tape.files()) {
            while (!ends.isEmpty() && ends.peek() < file.firstMillis()) {
                ends.poll();
            }
            ends.add(file.lastMillis());
            if (ends.size() > MOST_OPEN) {
                throw new TapeException(
                        file.name(),
                        "the " + ends.size() + "th file of the same time",
                        "at most "
                                + MOST_OPEN
                                + " files that overlap in time; put several symbols in one file");
            }
        }
    }
}
