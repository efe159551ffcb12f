package io.millrace.control.state;

import java.io.Serializable;
import java.util.Locale;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * One state of an operator.
 *
 * @param serializer what reads its values; absent where they cannot be shown
 */
record KeptState(String name, Kind kind, @Nullable TypeSerializer<?> serializer)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What a state is. */
    enum Kind {
        VALUE,
        LIST,
        MAP,
        /** A value that is added to, such as a sum. */
        REDUCING,
        AGGREGATING,
        /** Kept per window besides the key. */
        WINDOW,
        TIMERS,
        /** Of the operator itself, without keys: a list that is dealt out to its subtasks. */
        OPERATOR;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isReadable() {
        return kind == Kind.VALUE || kind == Kind.LIST || kind == Kind.MAP;
    }
}
