package io.millrace.flink.inference;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Market;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.ModelWindows;
import io.millrace.domain.model.PointerSchedule;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** One bar further in a symbol's window, whatever the operator around it listens to besides. */
record WindowGathering(Market market, ModelDefinition definition) implements Serializable {

    private static final long serialVersionUID = 1L;

    static ValueStateDescriptor<ModelWindows> state() {
        return new ValueStateDescriptor<>("model-windows", ModelWindows.class);
    }

    Question next(
            Observation observation, ValueState<ModelWindows> windows, PointerSchedule schedule)
            throws Exception {
        ModelWindows before = windows.value();
        ModelWindows after =
                (before == null ? ModelWindows.empty() : before)
                        .next(
                                observation.bar(),
                                observation.features(),
                                definition,
                                market.calendar());
        windows.update(after);
        Optional<ModelPointer> pointer = schedule.at(observation.bar().endMillis());
        if (pointer.isEmpty()) {
            return new Question(observation, null, null, Absence.NO_MODEL);
        }
        if (pointer.get().isExpiredAt(observation.bar().endMillis())) {
            return new Question(observation, null, pointer.get(), Absence.EXPIRED);
        }
        Optional<ModelWindow> window =
                after.window(observation.bar(), definition, market.calendar());
        return window.isPresent()
                ? new Question(observation, window.get(), pointer.get(), null)
                : new Question(observation, null, pointer.get(), Absence.NOT_READY);
    }
}
