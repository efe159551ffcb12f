package io.millrace.trainer.window;

import java.io.Closeable;
import java.io.IOException;

/** Feature rows in the order of event time; of one symbol in the order of its bars. */
public interface FeatureRows extends Closeable {

    boolean hasNext() throws IOException;

    /** The next row; {@link #hasNext()} has said that there is one. */
    FeatureRow next() throws IOException;
}
