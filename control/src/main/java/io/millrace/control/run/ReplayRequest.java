package io.millrace.control.run;

import io.millrace.connectors.files.Tape;
import io.millrace.domain.strategy.StrategySettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it was asked for, with everything checked that can be checked before it starts.
 *
 * @param kind {@code backtest} or {@code demo}
 * @param data the tape as the user named it
 * @param out the folder to make
 * @param approved whether orders may go to the simulated venue; absent where nobody is asked
 * @param uiPort port of Flink's web UI; absent for none
 */
public record ReplayRequest(
        String kind,
        String data,
        ReplayPlan plan,
        Tape tape,
        int parallelism,
        DatabaseChoice database,
        Path out,
        @Nullable Boolean approved,
        @Nullable Integer uiPort) {

    public StrategySettings strategy() {
        return plan.strategy();
    }

    /** The same with Flink's web UI on a port. */
    public ReplayRequest withUi(int port) {
        return new ReplayRequest(
                kind, data, plan, tape, parallelism, database, out, approved, port);
    }

    /** The same under an approval, which can be missing. */
    public ReplayRequest under(boolean approval) {
        return new ReplayRequest(
                kind, data, plan, tape, parallelism, database, out, approval, uiPort);
    }
}
