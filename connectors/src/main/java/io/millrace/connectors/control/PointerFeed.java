package io.millrace.connectors.control;

import io.millrace.connectors.feed.Feed;
import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.model.ModelPointer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people say about the models of an account; the position is how many words were told. A
 * pointer says itself from when it counts, so when it is heard changes nothing.
 */
public final class PointerFeed implements Feed<ModelPointer> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PointerFeed.class);
    private static final long PAUSE_MILLIS = 100;

    private final PointerFile file;
    private final int known;

    /**
     * A feed of what is said from now on.
     *
     * @param known how many words its listener has heard otherwise before it listens
     */
    public PointerFeed(PointerFile file, int known) {
        this.file = file;
        this.known = known;
    }

    @Override
    public FeedSession open(@Nullable String position, FeedOutput<ModelPointer> output) {
        return new Session(position == null ? known : Integer.parseInt(position), output);
    }

    private final class Session implements FeedSession {
        private final FeedOutput<ModelPointer> output;
        private int told;

        Session(int told, FeedOutput<ModelPointer> output) {
            this.told = told;
            this.output = output;
        }

        @Override
        public void run() throws InterruptedException {
            while (true) {
                try {
                    List<ModelPointer> all = file.pointers();
                    for (; told < all.size(); told++) {
                        output.hand(FeedBatch.of(all.get(told), 0, Integer.toString(told + 1)));
                    }
                } catch (IOException e) {
                    output.count("pointersUnreadable");
                    LOG.error("models of the account: {}", e.getMessage());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }

        @Override
        public void close() {}
    }
}
