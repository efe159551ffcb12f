package io.millrace.control.live;

import io.millrace.connectors.files.Tape;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.ReplayPlan;
import io.millrace.domain.model.ModelPointer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A live run as it was asked for.
 *
 * @param tape what the simulator replays; absent at Alpaca
 * @param tapePaths the tape as the user named it
 * @param symbols what is watched and traded; empty for all that the simulator has
 * @param config the file with the settings; absent for the defaults
 * @param speed of the simulator
 * @param brokerUrl a simulator that runs already; absent when the run starts one
 * @param keys file with Alpaca's keys; absent for the environment
 * @param uiPort port of Flink's web UI; absent for none
 * @param observePort loopback port of health and metrics; 0 for any free one
 */
record LiveRequest(
        BrokerName broker,
        ReplayPlan plan,
        @Nullable Tape tape,
        List<Path> tapePaths,
        List<String> symbols,
        @Nullable Path config,
        String speed,
        boolean dryRun,
        @Nullable URI brokerUrl,
        @Nullable Path keys,
        DatabaseChoice database,
        @Nullable Integer uiPort,
        int observePort) {

    /** The same with its symbols known. */
    LiveRequest over(List<String> known) {
        return with(plan, known);
    }

    /** The same after something was said about who answers. */
    LiveRequest pointed(List<ModelPointer> said) {
        return with(plan.pointed(said), symbols);
    }

    private LiveRequest with(ReplayPlan other, List<String> known) {
        return new LiveRequest(
                broker,
                other,
                tape,
                tapePaths,
                known,
                config,
                speed,
                dryRun,
                brokerUrl,
                keys,
                database,
                uiPort,
                observePort);
    }
}
