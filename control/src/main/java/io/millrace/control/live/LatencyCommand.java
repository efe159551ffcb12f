package io.millrace.control.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.control.ExitCode;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.ReplayPlan;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the way from a bar to an order in a live run against the simulator. */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Milliseconds from a bar's message to the order handed to the HTTP client, in one",
            "JVM with the whole live graph, against a broker-sim process on the same machine."
        },
        footer = {"", "Example:", "  ./millrace bench live --symbols 100 --speed 600"})
public final class LatencyCommand implements Callable<Integer> {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int SECONDS_PER_SESSION = 390 * 60;

    /** The first entries meet code that was never run. */
    private static final int WARM_UP = 50;

    private static final Map<String, Object> PROFILE =
            Map.ofEntries(
                    Map.entry("account.cash", "1000000"),
                    Map.entry("alphas.macd.threshold", "0.0005"),
                    Map.entry("ensemble.min-confidence", "0.35"),
                    Map.entry(
                            "ensemble.gates-off",
                            List.of(
                                    "average-volume",
                                    "spread",
                                    "earnings-blackout",
                                    "expected-move")),
                    Map.entry("risk.max-open-orders", "10000"),
                    Map.entry("risk.max-orders-per-minute", "1000"),
                    Map.entry("risk.max-orders-per-symbol-day", "1000"),
                    Map.entry("risk.max-total-exposure", "900000"),
                    Map.entry("risk.max-correlation", "1"),
                    Map.entry("risk.cvar.max", "0.9"),
                    Map.entry("risk.cooldown", "0m"),
                    Map.entry("risk.fat-finger.max-volume-share", "1"),
                    Map.entry("risk.slippage.tolerance", "1000"),
                    Map.entry("exits.max-holding", "20m"),
                    Map.entry("live.feed-silence", "30m"),
                    Map.entry("live.stale-after", "30m"));

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--symbols",
            paramLabel = "N",
            defaultValue = "100",
            description = "Symbols on the tape; ${DEFAULT-VALUE} unless said.")
    private int symbols = 100;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "600",
            description = "Market seconds per second; ${DEFAULT-VALUE} unless said.")
    private int speed = 600;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "2",
            description = "Sessions on the tape; ${DEFAULT-VALUE} unless said.")
    private int sessions = 2;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the JSON there, too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("millrace-latency");
        Path tape = folder.resolve("tape");
        long bars =
                SyntheticTape.write(
                        SyntheticTapeSpec.numbered(symbols, sessions, 7), tape, rows -> {});
        ReplayPlan plan = ReplayPlan.of(new Settings(PROFILE), Resolution.MINUTE, "latency");
        LiveRequest request =
                new LiveRequest(
                        BrokerName.SIM,
                        plan,
                        plan.over("run", List.of(tape), TapeFilter.ALL).tape(),
                        List.of(tape),
                        List.of(),
                        null,
                        Integer.toString(speed),
                        false,
                        null,
                        null,
                        DatabaseChoice.parse("none"),
                        null,
                        0);
        OrderLatency latency = new OrderLatency();
        PrintWriter silent = new PrintWriter(Writer.nullWriter());
        new LiveRun(
                        request,
                        Home.at(folder.resolve("home")),
                        new JvmHost(),
                        silent,
                        silent,
                        latency)
                .execute("latency");
        String json = report(bars, latency);
        Path file = out;
        if (file != null) {
            Files.writeString(file, json + "\n");
        }
        Objects.requireNonNull(spec).commandLine().getOut().println(json);
        return ExitCode.OK;
    }

    private String report(long bars, OrderLatency latency) {
        List<Long> all = latency.nanos();
        List<Long> warm = all.subList(Math.min(WARM_UP, all.size()), all.size());
        List<Long> sorted = warm.stream().sorted().toList();
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("what", "bar message parsed -> order handed to the HTTP client, ms");
        json.put("symbols", symbols);
        json.put("bars", bars);
        json.put("bars_heard", latency.bars());
        json.put("bars_per_second", symbols * (double) speed / 60);
        json.put("seconds", (double) sessions * SECONDS_PER_SESSION / speed);
        json.put("entries", sorted.size());
        json.put("entries_left_out_as_warm_up", all.size() - warm.size());
        for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
            json.put(
                    share == 1 ? "max" : "p" + Math.round(share * 100),
                    sorted.isEmpty() ? Double.NaN : at(sorted, share));
        }
        json.put("cores", Runtime.getRuntime().availableProcessors());
        json.put("java", Runtime.version().toString());
        return json.toPrettyString();
    }

    private static double at(List<Long> sorted, double share) {
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / NANOS_PER_MILLI;
    }
}
