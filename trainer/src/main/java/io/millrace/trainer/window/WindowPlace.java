package io.millrace.trainer.window;

/**
 * One window of a training set: where its rows lie and what came after them.
 *
 * @param symbol place in the vocabulary, from 1
 * @param fromMillis start of its first bar
 * @param atMillis end of its last bar
 * @param nearestMillis end of the nearest horizon
 * @param learnableMillis when its last target was known
 * @param rows the symbol's
 * @param firstRow number of its oldest row
 * @param ahead known inputs of the horizons
 * @param targets a return per horizon
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: windows are read through their set
record WindowPlace(
        int symbol,
        long fromMillis,
        long atMillis,
        long nearestMillis,
        long learnableMillis,
        WindowRows rows,
        int firstRow,
        float[] ahead,
        float[] targets) {}
