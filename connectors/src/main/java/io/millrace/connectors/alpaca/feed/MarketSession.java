package io.millrace.connectors.alpaca.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.AlpacaError;
import io.millrace.connectors.alpaca.AlpacaHttp;
import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.SessionCalendar;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the bars coming: subscribes first, then asks for what was missed, then listens; whatever
 * comes twice is told once.
 */
final class MarketSession implements FeedSession {

    private static final Logger LOG = LoggerFactory.getLogger(MarketSession.class);

    private static final String END_OF_TAPE = "end of tape";
    private static final long HANDSHAKE_MILLIS = 10_000;
    private static final long LOOK_MILLIS = 1_000;
    private static final Set<Integer> REFUSALS = Set.of(401, 402, 405, 409, 410, 411);

    private final AlpacaHttp http;
    private final MarketFeedOptions options;
    private final FeedOutput<MarketEvent> output;
    private final BarMessages messages;
    private final GapFill gaps;
    private final BarInstants instants;
    private final Backoff backoff = new Backoff();
    private boolean restored;

    /** An instant that books were read of while its bars may have been still on their way. */
    private long doubtfulMillis = Long.MIN_VALUE;

    private long heardNanos;
    private long barNanos;

    MarketSession(
            AlpacaHttp http,
            MarketFeedOptions options,
            @Nullable String position,
            FeedOutput<MarketEvent> output) {
        this.http = http;
        this.options = options;
        this.output = output;
        messages = new BarMessages(options);
        gaps = new GapFill(http, options, messages);
        restored = position != null;
        Long since = position == null ? options.sinceMillis() : Long.valueOf(position);
        instants =
                new BarInstants(
                        Set.copyOf(options.symbols()), since == null ? Long.MIN_VALUE : since);
    }

    @Override
    public void run() throws InterruptedException {
        tellTimeAgain();
        while (true) {
            try (StreamSocket socket = connect()) {
                subscribe(socket);
                fillGap(instants.newestMillis());
                backoff.succeeded();
                listen(socket);
            } catch (StreamCut cut) {
                if (cut.kind() == StreamCut.Kind.ENDED && isWhole()) {
                    tell(instants.closeAll());
                    return;
                }
                recover(cut, cut.kind() == StreamCut.Kind.REFUSED);
            } catch (IOException e) {
                recover(e, isRefusal(e));
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** A restored job has forgotten its watermark. */
    private void tellTimeAgain() throws InterruptedException {
        if (restored) {
            long at = instants.closedMillis();
            output.hand(new FeedBatch<>(List.of(), at, at, Long.toString(at)));
        }
    }

    private StreamSocket connect() {
        return StreamSocket.open(
                http,
                http.endpoint().marketStream(options.streamPath()),
                options.ends() ? END_OF_TAPE : "");
    }

    private void subscribe(StreamSocket socket) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HANDSHAKE_MILLIS);
        await(socket, "connected", deadline);
        socket.send(
                Map.of("action", "auth", "key", http.keys().id(), "secret", http.keys().secret()));
        await(socket, "authenticated", deadline);
        List<String> symbols =
                options.everySymbol()
                        ? List.of("*")
                        : options.symbols().stream().map(messages::theirs).toList();
        socket.send(Map.of("action", "subscribe", "bars", symbols));
        await(socket, "subscription", deadline);
        heardNanos = System.nanoTime();
    }

    /** Bars may come before the word that they will. */
    private void await(StreamSocket socket, String word, long deadline)
            throws IOException, InterruptedException {
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            JsonNode document = socket.poll(left);
            if (document == null) {
                throw new StreamCut(StreamCut.Kind.CUT, "no " + word + " in time");
            }
            boolean said = false;
            for (JsonNode message : document) {
                said |=
                        message.path("msg").asText().equals(word)
                                || message.path("T").asText().equals(word);
                take(message);
            }
            if (said) {
                return;
            }
        }
    }

    /**
     * Asks for what has not closed.
     *
     * @param passedMillis every bar that ends before it is in the books by now; what ends later is
     *     left to the stream, for the pages of an answer are not read at the same time
     */
    private void fillGap(long passedMillis) throws IOException, InterruptedException {
        if (instants.closedMillis() == Long.MIN_VALUE) {
            return;
        }
        GapFill.Found found = gaps.after(instants.closedMillis());
        long certain = Math.max(passedMillis, found.settledMillis());
        for (Bar bar : found.bars()) {
            if (bar.endMillis() <= certain) {
                instants.add(bar);
            }
        }
        tell(instants.closeBefore(certain));
        tell(instants.closeComplete());
        doubtfulMillis = certain == passedMillis ? Long.MIN_VALUE : certain;
        barNanos = System.nanoTime();
    }

    private boolean isWhole() throws InterruptedException {
        try {
            fillGap(Long.MAX_VALUE);
            return true;
        } catch (IOException e) {
            LOG.warn("market data: bars before the end of the tape: {}", e.getMessage());
            return false;
        }
    }

    private void listen(StreamSocket socket) throws IOException, InterruptedException {
        while (true) {
            JsonNode document = socket.poll(patience());
            if (document == null) {
                if (!instants.isEmpty() && quietLeft() <= 0) {
                    closeQuiet();
                }
                refuseSilence();
                continue;
            }
            heardNanos = System.nanoTime();
            for (JsonNode message : document) {
                long newest = instants.newestMillis();
                long instant = take(message);
                if (instant > instants.closedMillis()) {
                    boolean doubt = doubtfulMillis < instant && instants.isOpen(doubtfulMillis);
                    if (doubt || isSkip(newest, instant)) {
                        fillGap(instant);
                    }
                    tell(instants.closeBefore(instant));
                }
            }
            tell(instants.closeComplete());
        }
    }

    /** A symbol without a trade has no bar, and neither has one whose bar the stream lost. */
    private void closeQuiet() throws IOException, InterruptedException {
        long passed = instants.newestMillis() + 1;
        fillGap(passed);
        tell(instants.closeBefore(passed));
    }

    /**
     * Whether an instant between the two would lie in a session: a stream may lose what it tells.
     */
    private boolean isSkip(long before, long instant) {
        long interval = options.resolution().millis();
        return before > Long.MIN_VALUE
                && instant - interval > before
                && (isOpen(before) || isOpen(instant - 2 * interval));
    }

    private long patience() {
        return instants.isEmpty() ? Math.min(LOOK_MILLIS, options.silenceMillis()) : quietLeft();
    }

    private long quietLeft() {
        long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - barNanos);
        return Math.max(0, options.quietMillis() - passed);
    }

    /** Takes one message; the instant of its bar, or the smallest number. */
    private long take(JsonNode message) throws IOException, InterruptedException {
        String type = message.path("T").asText();
        if (type.equals("error")) {
            int code = message.path("code").asInt();
            throw new StreamCut(
                    REFUSALS.contains(code) ? StreamCut.Kind.REFUSED : StreamCut.Kind.CUT,
                    code + " " + message.path("msg").asText());
        }
        if (!type.equals("b")) {
            return Long.MIN_VALUE;
        }
        try {
            Bar bar = messages.bar(message.path("S").asText(), message);
            if (instants.add(bar)) {
                barNanos = System.nanoTime();
            } else {
                output.count("marketBarsRepeated");
            }
            return bar.endMillis();
        } catch (IOException e) {
            reject(message, e);
            return Long.MIN_VALUE;
        }
    }

    private void reject(JsonNode message, IOException why) throws InterruptedException {
        output.count("marketBarsRejected");
        DeadLetter letter =
                new DeadLetter(
                        options.feed(),
                        Math.max(0, instants.closedMillis()),
                        RejectionCode.NUMBER_UNREADABLE,
                        message.toString(),
                        String.valueOf(why.getMessage()));
        output.hand(
                FeedBatch.of(MarketEvent.of(letter), Math.max(0, instants.closedMillis()), null));
    }

    private void tell(List<BarInstant> closed) throws InterruptedException {
        for (BarInstant instant : closed) {
            long at = instant.atMillis();
            List<MarketEvent> events =
                    instant.bars().stream()
                            .map(bar -> MarketEvent.of(options.feed(), at, bar))
                            .toList();
            output.hand(new FeedBatch<>(events, at, at, Long.toString(at)));
        }
    }

    /**
     * In an open session bars come all the time. Market time is at least the last instant and what
     * has passed since: a simulator that runs faster has only more to tell.
     */
    private void refuseSilence() throws StreamCut {
        long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
        if (silent < options.silenceMillis()) {
            return;
        }
        long market =
                instants.closedMillis() == Long.MIN_VALUE
                        ? System.currentTimeMillis()
                        : instants.closedMillis() + silent;
        if (isOpen(market)) {
            throw new StreamCut(StreamCut.Kind.CUT, "silent for " + silent + " ms");
        }
    }

    private boolean isOpen(long atMillis) {
        SessionCalendar calendar = options.market().calendar();
        return calendar.covers(atMillis) && calendar.isOpen(atMillis);
    }

    private static boolean isRefusal(IOException e) {
        return e instanceof AlpacaError error
                && (error.kind() == AlpacaError.Kind.UNAUTHORIZED
                        || error.kind() == AlpacaError.Kind.FORBIDDEN
                        || error.kind() == AlpacaError.Kind.INVALID);
    }

    private void recover(IOException why, boolean refused) throws InterruptedException {
        output.count("marketReconnects");
        long pause = backoff.failed(refused);
        if (refused) {
            LOG.error("market data: refused: {}; again in {} ms", why.getMessage(), pause);
        } else {
            LOG.warn("market data: {}; connects again in {} ms", why.getMessage(), pause);
        }
        Thread.sleep(pause);
    }
}
