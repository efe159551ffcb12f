package io.millrace.control.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A type of which only the serializer is known, from the savepoint itself. */
final class KeyType extends TypeInformation<Object> {

    private static final long serialVersionUID = 1L;

    private final TypeSerializer<Object> serializer;

    @SuppressWarnings("unchecked") // the keys are whatever their own serializer reads
    KeyType(TypeSerializer<?> serializer) {
        this.serializer = (TypeSerializer<Object>) serializer;
    }

    @Override
    public TypeSerializer<Object> createSerializer(SerializerConfig config) {
        return serializer.duplicate();
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Object> getTypeClass() {
        return Object.class;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public String toString() {
        return "keys of " + serializer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyType that && serializer.equals(that.serializer);
    }

    @Override
    public int hashCode() {
        return serializer.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof KeyType;
    }
}
