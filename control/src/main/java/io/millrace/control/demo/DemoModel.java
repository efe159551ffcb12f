package io.millrace.control.demo;

import io.millrace.control.CommandFailure;
import io.millrace.control.run.ReplayPlan;
import io.millrace.modelserver.ModelServer;
import io.millrace.modelserver.ServerOptions;
import io.millrace.modelserver.onnx.BadModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The demo's model behind a server of its own at a free port, and the plan that asks it. Who has
 * configured another server, or none, gets what was configured.
 */
record DemoModel(ReplayPlan plan, @Nullable ModelServer server) implements AutoCloseable {
    /** What the profile says: a server at any free port, which is to be started. */
    private static final String OWN = "http://127.0.0.1:0";

    static DemoModel serve(ReplayPlan plan, Path models) {
        if (!plan.strategy().model().url().equals(OWN)) {
            return new DemoModel(plan, null);
        }
        try {
            ModelServer server = ModelServer.start(ServerOptions.local(models));
            return new DemoModel(plan.servedAt(server.uri().toString()), server);
        } catch (BadModel unusable) {
            throw CommandFailure.failed("the demo's model cannot serve: " + unusable.getMessage());
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
