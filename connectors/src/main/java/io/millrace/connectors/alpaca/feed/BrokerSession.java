package io.millrace.connectors.alpaca.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.AlpacaHttp;
import io.millrace.connectors.broker.Broker;
import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.connectors.feed.Feedback;
import io.millrace.connectors.feed.FeedbackChannel;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.live.AccountInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that hears the broker: it connects, reads the whole account, then takes what the
 * stream tells, and goes on reading the account while there is no stream.
 */
final class BrokerSession implements FeedSession, Ledger.Teller {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSession.class);
    private static final long HANDSHAKE_MILLIS = 5_000;

    private final AlpacaHttp http;
    private final Broker broker;
    private final ClockWatch clock;
    private final BrokerFeedOptions options;
    private final FeedOutput<AccountInput> output;
    private final Ledger ledger;
    private final SnapshotSchedule snapshots;
    private final Backoff backoff = new Backoff();
    private final FeedbackChannel.@Nullable Reader<Object> wanted;
    private @Nullable StreamSocket stream;
    private long connectAt = Long.MIN_VALUE;
    private long tickAt = Long.MIN_VALUE;
    private long nudged;

    BrokerSession(
            AlpacaHttp http,
            Broker broker,
            ClockWatch clock,
            BrokerFeedOptions options,
            @Nullable String position,
            FeedOutput<AccountInput> output) {
        this.http = http;
        this.broker = broker;
        this.clock = clock;
        this.options = options;
        this.output = output;
        ledger = new Ledger(http, position, options.sinceMillis(), this);
        snapshots = new SnapshotSchedule(options.snapshotMillis());
        wanted =
                options.wantedChannel() == null
                        ? null
                        : Feedback.channel(options.wantedChannel()).reader();
    }

    @Override
    public void run() throws InterruptedException {
        nudged = lastNudge();
        clock.start();
        try {
            while (true) {
                connectIfDue();
                tickIfDue();
                readAccountIfDue();
                hear(Math.max(1, Math.min(tickAt, snapshots.due()) - now()));
            }
        } finally {
            if (stream != null) {
                stream.close();
            }
        }
    }

    @Override
    public void close() {
        clock.close();
        broker.close();
        http.close();
        if (wanted != null) {
            wanted.close();
        }
    }

    @Override
    public void tell(BrokerReport report) throws InterruptedException {
        hand(AccountInput.reported(report, System.currentTimeMillis()));
        if (report.fill() != null) {
            snapshots.filled(now());
        }
    }

    @Override
    public void reached(String activityId) throws InterruptedException {
        output.hand(new FeedBatch<>(List.of(), 0, FeedBatch.NO_WATERMARK, activityId));
    }

    private void connectIfDue() throws InterruptedException {
        if (stream != null || now() < connectAt) {
            return;
        }
        StreamSocket opened = StreamSocket.open(http, http.endpoint().tradeUpdates(), "");
        try {
            long deadline = now() + HANDSHAKE_MILLIS;
            opened.send(
                    Map.of(
                            "action",
                            "auth",
                            "key",
                            http.keys().id(),
                            "secret",
                            http.keys().secret()));
            JsonNode answer = await(opened, "authorization", deadline);
            if (!answer.path("status").asText().equals("authorized")) {
                throw new StreamCut(StreamCut.Kind.REFUSED, "the keys are not accepted");
            }
            opened.send(
                    Map.of(
                            "action",
                            "listen",
                            "data",
                            Map.of("streams", List.of("trade_updates"))));
            await(opened, "listening", deadline);
            stream = opened;
            backoff.succeeded();
            snapshots.want();
        } catch (StreamCut cut) {
            opened.close();
            connectLater(cut);
        }
    }

    private static JsonNode await(StreamSocket socket, String name, long deadline)
            throws StreamCut, InterruptedException {
        while (true) {
            JsonNode document = socket.poll(deadline - now());
            if (document == null) {
                throw new StreamCut(StreamCut.Kind.CUT, "no " + name + " in time");
            }
            if (document.path("stream").asText().equals(name)) {
                return document.path("data");
            }
        }
    }

    private void connectLater(StreamCut cut) {
        boolean refused = cut.kind() == StreamCut.Kind.REFUSED;
        long pause = backoff.failed(refused);
        connectAt = now() + pause;
        output.count("brokerReconnects");
        if (refused) {
            LOG.error("trade updates: refused: {}; again in {} ms", cut.getMessage(), pause);
        } else {
            LOG.warn("trade updates: {}; connects again in {} ms", cut.getMessage(), pause);
        }
    }

    private void hear(long millis) throws InterruptedException {
        StreamSocket open = stream;
        if (open == null) {
            Thread.sleep(Math.min(millis, options.tickMillis()));
            return;
        }
        try {
            JsonNode document = open.poll(Math.min(millis, options.tickMillis()));
            if (document != null && document.path("stream").asText().equals("trade_updates")) {
                take(document.path("data"));
            }
        } catch (StreamCut cut) {
            open.close();
            stream = null;
            signal(AccountInput.Kind.REPORTS_CUT);
            connectLater(cut);
        }
    }

    /** What the books do not hold yet, or cannot be asked for now, the next reading brings. */
    private void take(JsonNode data) throws InterruptedException {
        try {
            if (!ledger.take(data)) {
                snapshots.filled(now());
            }
        } catch (IOException e) {
            LOG.warn("an update of the stream waits for the books: {}", e.getMessage());
            output.count("brokerUpdatesDeferred");
            snapshots.want();
        }
    }

    private void readAccountIfDue() throws InterruptedException {
        if (isAskedFor()) {
            snapshots.want();
        }
        if (!snapshots.isDue(now())) {
            return;
        }
        try {
            BrokerSnapshot snapshot = broker.snapshot();
            if (ledger.settle(snapshot)) {
                hand(AccountInput.snapshot(snapshot, System.currentTimeMillis()));
                snapshots.done(now());
            } else {
                snapshots.failed(now());
            }
        } catch (IOException e) {
            LOG.warn("the account could not be read: {}", e.getMessage());
            signal(AccountInput.Kind.BROKER_AWAY);
            snapshots.failed(now());
        }
    }

    private boolean isAskedFor() {
        long nudge = lastNudge();
        boolean fresh = nudge != nudged;
        nudged = nudge;
        boolean asked = wanted != null && wanted.drain();
        return fresh || asked;
    }

    private long lastNudge() {
        if (options.nudge() == null) {
            return 0;
        }
        try {
            return Files.getLastModifiedTime(Path.of(options.nudge())).toMillis();
        } catch (IOException absent) {
            return 0;
        }
    }

    private void tickIfDue() throws InterruptedException {
        if (now() < tickAt) {
            return;
        }
        tickAt = now() + options.tickMillis();
        if (clock.hasFailed()) {
            signal(AccountInput.Kind.BROKER_AWAY);
        }
        if (clock.marketMillis() > 0) {
            signal(AccountInput.Kind.TICK);
        }
    }

    private void signal(AccountInput.Kind kind) throws InterruptedException {
        hand(AccountInput.signal(kind, clock.marketMillis(), System.currentTimeMillis()));
    }

    private void hand(AccountInput input) throws InterruptedException {
        output.hand(FeedBatch.of(input, input.atMillis(), null));
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
