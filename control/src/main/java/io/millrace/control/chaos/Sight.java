package io.millrace.control.chaos;

/**
 * What lies open at the broker at one moment.
 *
 * @param taken orders that the ledger has ever taken
 * @param open orders that have not ended
 * @param unanswered requests that the run has sent and has no answer to
 */
record Sight(int taken, int open, int unanswered) {}
