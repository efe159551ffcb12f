package io.millrace.broker.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.broker.faults.Faults;
import io.millrace.broker.stream.TestServer;
import io.millrace.broker.tape.MarketHistory;
import io.millrace.broker.tape.TapeReplay;
import io.millrace.broker.tape.TapeSchedule;
import io.millrace.connectors.files.Tape;
import java.time.InstantSource;

/** The data API of a tape on a free port; the replay begins with the first subscription. */
final class DataServer implements AutoCloseable {

    final TapeReplay replay;
    final TestServer server;

    DataServer(Tape tape, double speed, FeedOptions options, Faults faults) {
        TapeSchedule schedule = TapeSchedule.of(tape, speed);
        replay = new TapeReplay(tape, schedule, InstantSource.system());
        DataRoutes routes =
                new DataRoutes(
                        new DataRoutes.Source(
                                new MarketHistory(), replay, tape.market(), schedule.barMillis()),
                        new DataRoutes.Surroundings(
                                TestServer.CREDENTIALS, options, faults, InstantSource.system()),
                        replay::start);
        replay.listen(routes);
        server = new TestServer(routes);
    }

    /** A server that has published everything. */
    static DataServer after(Tape tape) throws InterruptedException {
        DataServer server =
                new DataServer(
                        tape, Double.POSITIVE_INFINITY, FeedOptions.standard(), Faults.none());
        server.replay.start();
        if (!server.replay.awaitEnd(20_000)) {
            throw new AssertionError("the tape does not end");
        }
        return server;
    }

    JsonNode get(String path) throws Exception {
        return server.get(path);
    }

    @Override
    public void close() {
        replay.close();
        server.close();
    }
}
