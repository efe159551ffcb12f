package io.millrace.flink.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer over a {@link WireForm}. It refuses to become part of a savepoint, which would tie
 * state to a form that is free to change from one build to the next.
 */
final class WireSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final WireForm<T> form;

    WireSerializer(WireForm<T> form) {
        this.form = form;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        throw new UnsupportedOperationException("records are read, not created and filled");
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        form.write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return form.read(source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return form.read(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        form.write(form.read(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WireSerializer<?> that
                && form.getClass().equals(that.form.getClass());
    }

    @Override
    public int hashCode() {
        return form.getClass().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        throw new UnsupportedOperationException(
                form.getClass().getSimpleName()
                        + " is for the wire only (expected: TypeInformation.of(...) for state)");
    }
}
