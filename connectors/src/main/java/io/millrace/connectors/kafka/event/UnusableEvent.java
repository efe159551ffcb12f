package io.millrace.connectors.kafka.event;

/** An event that is well-formed and says what the domain has no record for. */
public final class UnusableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableEvent(String field, Object actual, String expected) {
        super(field + ": " + actual + " (expected: " + expected + ")");
    }

    /** The constant that a text of an event names. */
    static <C extends Enum<C>> C constant(String field, String name, Class<C> type) {
        for (C one : type.getEnumConstants()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        throw new UnusableEvent(field, name, "a " + type.getSimpleName() + " that is known here");
    }

    /** The value of a field that later versions of the schema have and earlier ones lack. */
    static <V> V required(String field, V value) {
        if (value == null) {
            throw new UnusableEvent(field, "absent", "present since version 2 of the schema");
        }
        return value;
    }
}
