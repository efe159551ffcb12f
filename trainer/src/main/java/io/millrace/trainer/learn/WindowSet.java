package io.millrace.trainer.learn;

import io.millrace.domain.model.ModelDefinition;
import java.nio.FloatBuffer;

/** Windows with what came after them, by number; may be read by several threads. */
public interface WindowSet {

    /** What the windows are made of. */
    ModelDefinition definition();

    int size();

    /** Place of the window's symbol in the vocabulary, from 1; 0 for one that is not in it. */
    int symbol(int window);

    /** Event time at which everything in the window was known: the end of its last bar. */
    long atMillis(int window);

    /** Puts {@code lookback x observed} values behind the buffer's position, the oldest first. */
    void observed(int window, FloatBuffer into);

    /** Puts {@code (lookback + horizons) x known} values, the oldest first. */
    void known(int window, FloatBuffer into);

    /** Puts one return per horizon, as a fraction. */
    void targets(int window, FloatBuffer into);
}
