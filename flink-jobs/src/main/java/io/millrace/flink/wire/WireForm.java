package io.millrace.flink.wire;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How an immutable record is written and read between two subtasks.
 *
 * @param <T> the record
 */
interface WireForm<T> extends Serializable {

    void write(T value, DataOutputView out) throws IOException;

    T read(DataInputView in) throws IOException;
}
