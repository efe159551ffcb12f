package io.millrace.control.run;

import io.millrace.connectors.inference.ModelFailure;
import io.millrace.connectors.inference.ServerConnector;
import io.millrace.control.CommandFailure;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelSettings;
import java.util.ArrayList;
import java.util.List;

/** Looks at what a model server serves before anything else starts. */
public final class ModelCheck {

    private ModelCheck() {}

    /**
     * Waits for the server, as the replay would.
     *
     * @throws CommandFailure when it stays away or serves something else
     */
    static void beforeReplay(ModelSettings model) {
        if (model.isServed()) {
            look(ServerConnector.patient(model));
        }
    }

    /**
     * A server that is away may come back while the run goes on.
     *
     * @throws CommandFailure when it serves something else
     */
    public static void beforeLiveRun(ModelSettings model) {
        if (model.isServed()) {
            look(ServerConnector.live(model));
        }
    }

    private static void look(ServerConnector connector) {
        ModelPointer pointer = connector.settings().pointer();
        List<ModelRef> models = new ArrayList<>(List.of(pointer.active()));
        ModelRef candidate = pointer.candidate();
        if (candidate != null) {
            models.add(candidate);
        }
        try {
            connector.connect(models).close();
        } catch (ModelFailure failure) {
            throw CommandFailure.failed(
                    "model.url: "
                            + connector.settings().url()
                            + " cannot be used: "
                            + failure.getMessage());
        }
    }
}
