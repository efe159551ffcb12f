package io.millrace.control.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.millrace.connectors.control.ControlFolder;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.stack.StackHome;
import io.millrace.control.stack.StackView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how servers and an account stand, and what its run says of itself. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Show how the servers of this machine stand, and below them an account: its",
            "switches, its run, positions and open orders."
        },
        footer = {
            "",
            "Exit codes: 0 the run is alive and reconciled, or none is running; 1 it is",
            "alive and something keeps it from trading, or a server that is up does not",
            "answer; 2 no such run.",
            "",
            "Example:",
            "  ./millrace status --json"
        })
public final class StatusCommand implements Callable<Integer> {

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Spec private @Nullable CommandSpec spec;

    @Mixin private Home home = new Home();

    @Option(
            names = "--broker",
            paramLabel = "sim|alpaca-paper",
            defaultValue = "sim",
            description = "Whose account; ${DEFAULT-VALUE} unless said.")
    private String broker = BrokerName.SIM.label();

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = {
                "Which run, without the servers; the account's last one below them",
                "unless said."
            })
    private @Nullable String runId;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BrokerName name = BrokerName.named(broker);
        Optional<RunPlace> place = home.find(runId, name);
        if (runId != null && place.isEmpty()) {
            throw CommandFailure.usage(
                    "--run-id: " + runId + " (expected: a run of " + name.label() + ")");
        }
        RunStatus status = place.flatMap(RunPlace::status).orElse(null);
        boolean running = place.map(RunPlace::isRunning).orElse(false);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        StackView stack = StackView.of(StackHome.in(home.folder()));
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            if (runId == null) {
                all.put("stack", stack.json());
            }
            all.put("broker", name.label());
            all.put("approved", home.isApproved(name));
            all.put("kill_file", home.control(name).isKilled());
            all.put("run_id", place.map(RunPlace::id).orElse(null));
            all.put("running", running);
            all.put("status", status);
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } else {
            if (runId == null) {
                stack.print(out);
            }
            tell(out, name, place.orElse(null), running, status);
        }
        boolean held = running && (status == null || !status.reconciled());
        boolean silent = runId == null && stack.isUp() && !stack.isHealthy();
        return held || silent ? ExitCode.FAILED : ExitCode.OK;
    }

    private void tell(
            PrintWriter out,
            BrokerName name,
            @Nullable RunPlace place,
            boolean running,
            @Nullable RunStatus status)
            throws IOException {
        ControlFolder folder = home.control(name);
        row(out, "account", name.label());
        row(out, "approval", home.isApproved(name) ? "approved" : "not approved");
        row(out, "kill switch", folder.isKilled() ? "on (file " + folder.path() + "/kill)" : "off");
        if (place == null) {
            row(out, "run", "none so far; ./millrace run starts one");
            return;
        }
        String life =
                place.isFinished() ? "finished" : running ? "running" : "dead: run resumes it";
        row(out, "run", place.id() + " (" + life + ")");
        row(out, "folder", place.path().toString());
        if (status == null) {
            row(out, "says", "nothing yet");
            return;
        }
        row(out, "says", status.headline());
        row(out, "market time", status.marketTime());
        row(out, "cash", status.cash().toPlainString());
        if (status.unknownOrders() > 0) {
            row(out, "unknown", status.unknownOrders() + " orders that nobody has answered for");
        }
        if (!status.lastAlert().isEmpty()) {
            row(out, "last alert", status.lastAlert());
        }
        for (RunStatus.HeldPosition held : status.positions()) {
            row(
                    out,
                    held.symbol(),
                    held.quantity().toPlainString()
                            + " at "
                            + held.averagePrice().toPlainString()
                            + ", now "
                            + held.lastPrice().toPlainString());
        }
    }

    private static void row(PrintWriter out, String label, String value) {
        out.println("  " + label + " ".repeat(Math.max(1, 14 - label.length())) + value);
    }
}
