package io.millrace.control.chaos;

/** The time that a campaign waits in. */
interface Pace {

    long millis();

    void pause(long millis) throws InterruptedException;

    /** The time of the wall. */
    static Pace real() {
        return new Pace() {
            @Override
            public long millis() {
                return System.nanoTime() / 1_000_000;
            }

            @Override
            public void pause(long millis) throws InterruptedException {
                Thread.sleep(millis);
            }
        };
    }
}
