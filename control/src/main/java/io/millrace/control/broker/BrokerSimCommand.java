package io.millrace.control.broker;

import io.millrace.broker.BrokerOptions;
import io.millrace.broker.BrokerServer;
import io.millrace.broker.Keys;
import io.millrace.broker.exchange.AccountTerms;
import io.millrace.broker.faults.InvalidFaults;
import io.millrace.broker.ledger.LedgerException;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.config.Complaints;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.run.ReplayPlan;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.venue.VenueSettings;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves Alpaca's API over a tape until it is stopped. */
@Command(
        name = "broker-sim",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Serve Alpaca's paper trading and market data API over a tape, with a ledger of",
            "everything that happened. Started again with the same ledger it goes on."
        },
        footer = {
            "",
            "Prints \"ready http://127.0.0.1:P\" when it listens. The tape begins with the first",
            "subscription to its market data. Any key is accepted. Paper by nature.",
            "",
            "Example:",
            "  ./millrace broker-sim --port 8090 --tape bars.csv --speed 60 --ledger l.jsonl"
        })
public final class BrokerSimCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8090",
            description =
                    "Port of the trading API; ${DEFAULT-VALUE} unless said, 0 for a free one.")
    private int port = 8090;

    @Option(
            names = "--data-port",
            paramLabel = "P",
            description = "Port of the market data API; the trading port unless said.")
    private @Nullable Integer dataPort;

    @Option(
            names = "--beyond-loopback",
            description = "Listen on every address of the machine, as a container has to.")
    private boolean beyondLoopback;

    @Option(
            names = "--tape",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files or folders of market data.")
    private List<Path> tape = List.of();

    @Option(
            names = "--resolution",
            paramLabel = "1m|1h|1d",
            defaultValue = "1m",
            description = "Length of the bars; ${DEFAULT-VALUE} unless said.")
    private String resolution = "1m";

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "1",
            description = "Market seconds per second; ${DEFAULT-VALUE} unless said.")
    private String speed = "1";

    @Option(
            names = "--cash",
            paramLabel = "D",
            defaultValue = "100000",
            description = "Dollars that the account opens with; ${DEFAULT-VALUE} unless said.")
    private BigDecimal cash = new BigDecimal("100000");

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Where everything is written down; nowhere unless said.")
    private @Nullable Path ledger;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "What goes wrong and when, in YAML; nothing unless said.")
    private @Nullable Path faults;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of ids and of chance; ${DEFAULT-VALUE} unless said.")
    private long seed = 1;

    @Option(
            names = "--rate-limit",
            paramLabel = "N",
            defaultValue = "200",
            description = "Trading requests a minute; ${DEFAULT-VALUE} unless said, 0 for any.")
    private int rateLimit = 200;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
    private @Nullable Path config;

    @Override
    public Integer call() throws InterruptedException {
        Complaints complaints = new Complaints();
        Optional<Double> pace = complaints.reading(() -> pace(speed));
        Optional<Resolution> bars = complaints.reading(() -> resolution(resolution));
        complaints.unless(rateLimit >= 0, "--rate-limit: " + rateLimit + " (expected: >= 0)");
        complaints.unless(cash.signum() >= 0, "--cash: " + cash + " (expected: >= 0)");
        Optional<ReplayPlan> plan = complaints.reading(() -> plan(bars.orElse(Resolution.MINUTE)));
        complaints.finish();
        ReplayPlan known = plan.orElseThrow();
        BrokerOptions options =
                new BrokerOptions(
                        new BrokerOptions.Listen(port, dataPort, beyondLoopback),
                        new BrokerOptions.Tape(
                                tape,
                                TapeFilter.ALL,
                                known.strategy().market(),
                                bars.orElseThrow(),
                                pace.orElseThrow()),
                        new AccountTerms(cash, 2, false, seed),
                        venue(known),
                        new BrokerOptions.Access(Keys.any(), rateLimit),
                        new BrokerOptions.Files(ledger, faults));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        try (BrokerServer server = started(options)) {
            out.println("ready " + server.tradingUri());
            out.flush();
            Thread.currentThread().join();
            return ExitCode.OK;
        }
    }

    private BrokerServer started(BrokerOptions options) {
        try {
            return BrokerServer.start(options);
        } catch (LedgerException unusable) {
            throw CommandFailure.unusableInput("--ledger: " + unusable.getMessage());
        } catch (InvalidFaults wrong) {
            throw CommandFailure.usage("--faults: " + wrong.getMessage());
        } catch (CompletionException taken) {
            throw CommandFailure.usage(
                    "--port: " + port + " (expected: a free one; " + taken.getCause() + ")");
        }
    }

    private ReplayPlan plan(Resolution bars) {
        return ReplayPlan.of(
                SettingsFile.read(config, System.getenv()),
                bars,
                config == null ? "defaults" : String.valueOf(config.getFileName()));
    }

    /** What was configured; without a word about fees none, as at Alpaca's paper account. */
    private static VenueSettings venue(ReplayPlan plan) {
        Map<String, String> departures = plan.departures();
        return departures.containsKey("venue.fees")
                ? plan.strategy().venue()
                : plan.strategy().venue().withoutFees();
    }

    private static double pace(String speed) {
        if (speed.equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double pace = Double.parseDouble(speed);
            if (pace > 0) {
                return pace;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw CommandFailure.usage("--speed: " + speed + " (expected: a number > 0, or max)");
    }

    private static Resolution resolution(String label) {
        return Resolution.labelled(label)
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        "--resolution: " + label + " (expected: 1m, 1h or 1d)"));
    }
}
