package io.millrace.broker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.data.DataRoutes;
import io.millrace.broker.data.FeedOptions;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.exchange.Figures;
import io.millrace.broker.stream.Credentials;
import io.millrace.broker.stream.StreamRoutes;
import io.millrace.broker.tape.MarketHistory;
import io.millrace.broker.tape.TapeReplay;
import io.millrace.broker.tape.TapeSchedule;
import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeCatalog;
import io.millrace.connectors.files.TapeFile;
import io.millrace.connectors.files.TapeRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;

/** Puts tape, exchange, streams and data together. */
final class BrokerOnTape {

    private BrokerOnTape() {}

    static BrokerServer start(BrokerOptions options, InstantSource wall) {
        BrokerOptions.Tape asked = options.tape();
        Tape tape =
                TapeCatalog.resolve(
                        new TapeRequest(
                                asked.paths(), asked.filter(), asked.resolution(), asked.market()));
        TapeReplay replay = new TapeReplay(tape, TapeSchedule.of(tape, asked.speed()), wall);
        BrokerServer server;
        try {
            server =
                    BrokerServer.prepare(
                            options,
                            new BrokerServer.Market(
                                    replay,
                                    tape.symbols(),
                                    replay.nowMillis(),
                                    description(tape, asked.speed())),
                            wall::millis);
        } catch (RuntimeException e) {
            replay.close();
            throw e;
        }
        server.endFirst(replay::close);
        try {
            listen(server, options, replay, wall);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * The exchange meets a bar before anybody hears of it: an order that answers the bar is later
     * than it.
     */
    private static void listen(
            BrokerServer server, BrokerOptions options, TapeReplay replay, InstantSource wall) {
        Exchange exchange = server.exchange();
        Credentials credentials = options.access().keys()::accepts;
        DataRoutes data =
                new DataRoutes(
                        new DataRoutes.Source(
                                new MarketHistory(),
                                replay,
                                options.tape().market(),
                                options.tape().resolution().millis()),
                        new DataRoutes.Surroundings(
                                credentials, FeedOptions.standard(), server.faults(), wall),
                        replay::start);
        replay.listen(exchange);
        replay.listen(data);
        replay.whenAnchored(exchange::noteAnchor);
        StreamRoutes streams = new StreamRoutes(exchange, credentials, server.faults(), wall);
        exchange.anchorMillis().ifPresent(anchor -> catchUp(replay, anchor, exchange));
        server.listen(List.of(streams), List.of(data));
    }

    /**
     * Nobody is served before: an order taken on the way would be older than the bar that it
     * answers.
     */
    private static void catchUp(TapeReplay replay, long anchorMillis, Exchange exchange) {
        replay.resume(anchorMillis, exchange.metUntilMillis());
        try {
            replay.awaitCaughtUp();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode description(Tape tape, double speed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode files = json.putObject("files");
        tape.hashes().forEach(files::put);
        long first = tape.files().stream().mapToLong(TapeFile::firstMillis).min().orElse(0);
        long last = tape.files().stream().mapToLong(TapeFile::lastMillis).max().orElse(0);
        return json.put("first", Figures.instant(first))
                .put("last", Figures.instant(last))
                .put("filter", filterOf(tape))
                .put("speed", Double.isInfinite(speed) ? "max" : Double.toString(speed));
    }

    /** The symbols in order: those of a set may come in another order in another process. */
    private static String filterOf(Tape tape) {
        return new TreeSet<>(tape.filter().symbols())
                + " "
                + tape.filter().fromMillis()
                + ".."
                + tape.filter().toMillis();
    }
}
