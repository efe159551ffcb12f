package io.millrace.control.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Reads an operator's keys, each as one line of JSON: its key, its states, its timers.
 *
 * @see SavepointValues
 */
final class KeyReader extends KeyedStateReaderFunction<Object, String> {

    /** The line of a key that was not asked for. */
    static final String PASSED_OVER = "";

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final List<KeptState> kept;
    private final boolean withValues;
    private final @Nullable String only;

    private transient Map<String, State> states;

    /**
     * A reader of those states.
     *
     * @param only the key to read as text; absent for all
     */
    KeyReader(String uid, List<KeptState> kept, boolean withValues, @Nullable String only) {
        this.uid = uid;
        this.kept = kept;
        this.withValues = withValues;
        this.only = only;
    }

    @Override
    public void open(OpenContext context) {
        states = new LinkedHashMap<>();
        for (KeptState state : kept) {
            states.put(state.name(), opened(state));
        }
    }

    @Override
    public void readKey(Object key, Context context, Collector<String> out) throws Exception {
        if (only != null && !only.equals(String.valueOf(key))) {
            // Flink takes a key that gives nothing for the end of all keys
            out.collect(PASSED_OVER);
            return;
        }
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("operator", uid).set("key", StateJson.of(key));
        if (withValues) {
            ObjectNode values = line.putObject("states");
            for (Map.Entry<String, State> state : states.entrySet()) {
                put(values, state.getKey(), state.getValue());
            }
            ArrayNode timers = line.putArray("timers");
            context.registeredEventTimeTimers().stream().sorted().forEach(timers::add);
        }
        out.collect(line.toString());
    }

    private State opened(KeptState state) {
        TypeSerializer<?> serializer = Objects.requireNonNull(state.serializer());
        return switch (state.kind()) {
            case LIST ->
                    getRuntimeContext()
                            .getListState(
                                    new ListStateDescriptor<>(
                                            state.name(),
                                            ((ListSerializer<?>) serializer)
                                                    .getElementSerializer()));
            case MAP -> {
                MapSerializer<?, ?> map = (MapSerializer<?, ?>) serializer;
                yield getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        state.name(),
                                        map.getKeySerializer(),
                                        map.getValueSerializer()));
            }
            case VALUE, REDUCING, AGGREGATING, WINDOW, TIMERS, OPERATOR ->
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>(state.name(), serializer));
        };
    }

    private static void put(ObjectNode values, String name, State state) throws Exception {
        if (state instanceof ValueState<?> value) {
            values.set(name, StateJson.of(value.value()));
        } else if (state instanceof ListState<?> list) {
            ArrayNode elements = values.putArray(name);
            for (Object element : list.get()) {
                elements.add(StateJson.of(element));
            }
        } else if (state instanceof MapState<?, ?> map) {
            ObjectNode entries = values.putObject(name);
            for (Map.Entry<?, ?> entry : map.entries()) {
                entries.set(String.valueOf(entry.getKey()), StateJson.of(entry.getValue()));
            }
        }
    }
}
