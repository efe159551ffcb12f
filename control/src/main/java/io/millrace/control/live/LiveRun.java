package io.millrace.control.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.AlpacaEndpoint;
import io.millrace.connectors.alpaca.AlpacaError;
import io.millrace.connectors.alpaca.AlpacaHttp;
import io.millrace.connectors.alpaca.AlpacaKeys;
import io.millrace.connectors.alpaca.AlpacaOptions;
import io.millrace.connectors.control.AccountLock;
import io.millrace.connectors.control.ControlFolder;
import io.millrace.connectors.control.PointerFile;
import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeFile;
import io.millrace.connectors.jdbc.AuditTables;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.Retention;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.run.LiveResults;
import io.millrace.control.run.ModelCheck;
import io.millrace.control.run.RunDatabase;
import io.millrace.control.run.Scratch;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.model.ModelPointer;
import io.millrace.flink.audit.AuditStage;
import io.millrace.flink.job.LiveStreams;
import io.millrace.flink.output.LiveFiles;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.output.StreamTables;
import io.millrace.flink.output.TableTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** One live run from its start, or its resumption, to its end. */
final class LiveRun {

    private static final Duration PROGRESS = Duration.ofSeconds(5);

    /** A database that is away delays its tables and stops nothing. */
    private static final int PATIENT_ATTEMPTS = 1_000;

    /** Of each table, while the database is away: a day and more of twenty symbols' minutes. */
    private static final int KEPT_ROWS = 20_000;

    private final LiveRequest request;
    private final Home home;
    private final RunHost host;
    private final PrintWriter err;
    private final PrintWriter out;
    private final Instruments instruments;

    /** What the account said before does not count. */
    private final Instant began = Instant.now();

    LiveRun(LiveRequest request, Home home, RunHost host, PrintWriter err, PrintWriter out) {
        this(request, home, host, err, out, Instruments.NONE);
    }

    LiveRun(
            LiveRequest request,
            Home home,
            RunHost host,
            PrintWriter err,
            PrintWriter out,
            Instruments instruments) {
        this.instruments = instruments;
        this.request = request;
        this.home = home;
        this.host = host;
        this.err = err;
        this.out = out;
    }

    /**
     * Runs until the tape is over and everything has settled; without a tape until it is stopped.
     *
     * @param wantedId name of the run; absent for one that is made of what the run is
     */
    int execute(@Nullable String wantedId) throws IOException, InterruptedException {
        RunPlace place = RunIds.choose(home, request, wantedId);
        ControlFolder control = home.control(request.broker());
        try (AccountLock lock =
                AccountLock.take(control, AccountLock.Right.RUN, "run " + place.id())) {
            Optional<String> alive = host.alive(place);
            if (alive.isEmpty()) {
                requireNobodyTrades(control);
            }
            boolean resumed = place.newestCheckpoint().isPresent();
            place.start(request.broker());
            err.println(
                    (alive.isPresent() ? "Joining run " : resumed ? "Resuming run " : "Run ")
                            + place.id()
                            + " on "
                            + host.label()
                            + " in "
                            + place.path());
            if (request.broker() == BrokerName.ALPACA_PAPER) {
                return trade(place, alive, AlpacaEndpoint.paper(), alpacaKeys());
            }
            URI known = request.brokerUrl();
            if (known != null) {
                return trade(place, alive, simulator(known), AlpacaKeys.simulator());
            }
            try (BrokerProcess process = BrokerProcess.of(place, simulatorArguments())) {
                return trade(place, alive, simulator(process.address()), AlpacaKeys.simulator());
            }
        } catch (AccountLock.Taken taken) {
            throw CommandFailure.failed(String.valueOf(taken.getMessage()));
        }
    }

    /** A job on a cluster trades without anybody who looks after it, and must not get a rival. */
    private static void requireNobodyTrades(ControlFolder control) throws IOException {
        AccountLock.take(control, AccountLock.Right.TRADE, "nobody").close();
    }

    private int trade(
            RunPlace place, Optional<String> alive, AlpacaEndpoint endpoint, AlpacaKeys keys)
            throws IOException, InterruptedException {
        ModelCheck.beforeLiveRun(request.plan().strategy().model());
        try (AlpacaHttp http = AlpacaHttp.open(endpoint, keys, AlpacaOptions.standard());
                LiveObservation observed = LiveObservation.start(place, request.observePort());
                RunDatabase database = database(place);
                Scratch scratch = Scratch.in(place.path());
                RunningJob job =
                        alive.isPresent()
                                ? host.joined(alive.get())
                                : started(place, endpoint, keys, database, scratch)) {
            err.println("Health and metrics at " + observed.uri());
            observed.watch(job);
            return endpoint.isPaper()
                    ? untilStopped(job, place)
                    : untilSettled(job, place, http, database);
        }
    }

    /** A run that has traded before goes on without its database: exits do not wait for it. */
    private @Nullable RunDatabase database(RunPlace place) throws IOException {
        Retention retention = request.plan().retention();
        if (place.newestCheckpoint().isEmpty()) {
            return RunDatabase.open(request.database(), retention, place.path());
        }
        return RunDatabase.reopen(
                request.database(),
                retention,
                place.path(),
                away -> err.println("The run goes on, and its rows wait: " + away));
    }

    private RunningJob started(
            RunPlace place,
            AlpacaEndpoint endpoint,
            AlpacaKeys keys,
            @Nullable RunDatabase database,
            Scratch scratch)
            throws IOException {
        try {
            StreamExecutionEnvironment env = host.environment(request, place, scratch);
            LiveStreams streams =
                    new LiveGraph(
                                    withSymbols().pointed(saidBefore(place)),
                                    place,
                                    home.control(request.broker()),
                                    endpoint,
                                    keys,
                                    start(endpoint),
                                    instruments)
                            .assemble(env);
            attach(streams, place, database);
            return host.started(env, env.executeAsync(place.jobName()));
        } catch (IOException | RuntimeException known) {
            throw known;
        } catch (Exception failure) {
            throw new IllegalStateException("the run could not be started", failure);
        }
    }

    /** A simulator begins with its tape; Alpaca's account begins now. */
    private LiveGraph.Start start(AlpacaEndpoint endpoint) {
        if (endpoint.isPaper()) {
            long now = System.currentTimeMillis();
            return new LiveGraph.Start(now, now, now);
        }
        Tape tape = Objects.requireNonNull(request.tape());
        long first = tape.files().stream().mapToLong(TapeFile::firstMillis).min().orElseThrow();
        return new LiveGraph.Start(first, 0, 0);
    }

    private void attach(LiveStreams streams, RunPlace place, @Nullable RunDatabase database) {
        LiveFiles.attach(streams, place.path(), place.statusFile());
        RunDigests.attach(streams.run(), place.path().resolve(LiveResults.PER_KEY));
        DataStream<AuditLink> audit = AuditStage.of(streams.account().audit());
        AuditStage.intoFolder(audit, place.path());
        if (database == null) {
            return;
        }
        RunScope scope = new RunScope(place.id(), request.plan().strategy().account().id());
        BatchOptions configured = request.plan().batches();
        BatchOptions patient =
                new BatchOptions(
                        configured.rows(),
                        configured.flushMillis(),
                        Math.max(PATIENT_ATTEMPTS, configured.attempts()),
                        configured.firstPauseMillis());
        TableTarget target = new TableTarget(database.address(), scope, patient, KEPT_ROWS);
        StreamTables.attach(
                streams.run(),
                target,
                new StreamTables.Source(
                        "run-" + place.id(), request.plan().strategy().resolution()),
                request.plan().extras().names());
        target.write(audit, AuditTables.links(scope));
    }

    private int untilStopped(RunningJob job, RunPlace place) throws InterruptedException {
        long told = System.nanoTime();
        while (!job.isOver()) {
            told = tellNowAndThen(place, told);
        }
        job.requireSuccess();
        return ExitCode.OK;
    }

    private int untilSettled(
            RunningJob job, RunPlace place, AlpacaHttp http, @Nullable RunDatabase database)
            throws IOException, InterruptedException {
        long told = System.nanoTime();
        Settling settling = new Settling();
        while (!job.isOver()) {
            told = tellNowAndThen(place, told);
            long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
            if (settling.isSettled(seen(place, http), now)) {
                if (job.isStopped(place)) {
                    return finish(place, database);
                }
                settling = new Settling();
            }
        }
        job.requireSuccess();
        return ExitCode.OK;
    }

    /** What the account and the broker say; absent where one of them does not. */
    private Settling.@Nullable Sight seen(RunPlace place, AlpacaHttp http) {
        RunStatus status = place.status().orElse(null);
        if (status == null || Instant.parse(status.wallTime()).isBefore(began)) {
            return null;
        }
        try {
            JsonNode state = http.get("/admin/state", Map.of());
            return new Settling.Sight(
                    status,
                    state.path("over").asBoolean(),
                    state.path("instant").asText(),
                    Instant.now());
        } catch (AlpacaError away) {
            return null;
        }
    }

    private int finish(RunPlace place, @Nullable RunDatabase database) throws IOException {
        RunStatus last = place.status().orElseThrow();
        Map<String, String> held = new TreeMap<>();
        last.positions().forEach(one -> held.put(one.symbol(), one.quantity().toPlainString()));
        held.put("cash", last.cash().toPlainString());
        LiveResults.positions(last.account(), held, place.path().resolve("positions.csv"));
        if (database != null) {
            LiveResults.positions(
                    database.address(),
                    place.id(),
                    last.account(),
                    place.path().resolve("positions-database.csv"));
        }
        String digest = LiveResults.digests(place.path());
        place.finish();
        out.println("Run " + place.id() + " is over: " + last.headline());
        out.println("  files     " + place.path());
        out.println("  decisions " + digest);
        return ExitCode.OK;
    }

    private long tellNowAndThen(RunPlace place, long toldNanos) {
        long now = System.nanoTime();
        if (now - toldNanos < PROGRESS.toNanos()) {
            return toldNanos;
        }
        place.status()
                .ifPresent(status -> err.println(status.marketTime() + " " + status.headline()));
        return now;
    }

    /** Words about models that the run begins with: those that come later are fed to it. */
    private List<ModelPointer> saidBefore(RunPlace place) throws IOException {
        return request.plan().strategy().model().isServed()
                ? place.saidBefore(new PointerFile(home.control(request.broker())))
                : List.of();
    }

    /** What the tape holds, when nobody said what is wanted. */
    private LiveRequest withSymbols() {
        Tape tape = request.tape();
        return tape == null || !request.symbols().isEmpty()
                ? request
                : request.over(List.copyOf(tape.symbols()));
    }

    private static AlpacaEndpoint simulator(URI address) {
        String base = address.toString();
        try {
            return new AlpacaEndpoint(base, base);
        } catch (IllegalArgumentException refused) {
            throw CommandFailure.usage("--broker-url: " + refused.getMessage());
        }
    }

    private AlpacaKeys alpacaKeys() {
        Path file = request.keys();
        AlpacaKeys keys = file == null ? AlpacaKeys.environment() : AlpacaKeys.file(file);
        try {
            keys.read();
            return keys;
        } catch (IllegalArgumentException refused) {
            throw CommandFailure.usage(String.valueOf(refused.getMessage()));
        }
    }

    private List<String> simulatorArguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--tape");
        request.tapePaths().forEach(path -> arguments.add(path.toString()));
        arguments.addAll(
                List.of(
                        "--speed",
                        request.speed(),
                        "--cash",
                        request.plan().strategy().account().cash().toPlainString(),
                        "--rate-limit",
                        "0"));
        Path config = request.config();
        if (config != null) {
            arguments.addAll(List.of("--config", config.toString()));
        }
        return arguments;
    }
}
