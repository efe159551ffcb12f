package io.millrace.connectors.control;

import io.millrace.connectors.feed.Feed;
import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.live.AccountInput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people say to an account, from its control folder; the position is the number of the last
 * command that was told.
 *
 * <p>A kill file that somebody made by hand has no line. The feed writes the line, so that the
 * command has a number of its own and is found by whoever asks later who stopped trading.
 */
public final class CommandFeed implements Feed<AccountInput> {

    private static final long serialVersionUID = 1L;

    /** Who speaks when a file appears that no command explains. */
    public static final String KILL_FILE = "kill file";

    private static final Logger LOG = LoggerFactory.getLogger(CommandFeed.class);
    private static final long PAUSE_MILLIS = 100;

    private final ControlFolder folder;

    public CommandFeed(ControlFolder folder) {
        this.folder = folder;
    }

    @Override
    public FeedSession open(@Nullable String position, FeedOutput<AccountInput> output) {
        return new Session(position == null ? 0 : Long.parseLong(position), output);
    }

    private final class Session implements FeedSession {

        private final FeedOutput<AccountInput> output;
        private long told;
        private boolean unexplained;

        Session(long told, FeedOutput<AccountInput> output) {
            this.told = told;
            this.output = output;
        }

        @Override
        public void run() throws InterruptedException {
            while (true) {
                try {
                    List<ControlCommand> all = folder.commands();
                    tell(all);
                    explainKillFile(all);
                } catch (IOException e) {
                    output.count("commandsUnreadable");
                    LOG.error("control folder: {}", e.getMessage());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }

        @Override
        public void close() {}

        private void tell(List<ControlCommand> all) throws InterruptedException {
            for (ControlCommand command : all) {
                if (command.sequence() > told) {
                    told = command.sequence();
                    // market time unknown here: an account's own time never goes back
                    AccountInput input =
                            AccountInput.command(command, 0, System.currentTimeMillis());
                    output.hand(FeedBatch.of(input, 0, Long.toString(told)));
                }
            }
        }

        /** A file that is seen twice without its line is not a command that is being written. */
        private void explainKillFile(List<ControlCommand> all) throws IOException {
            boolean before = unexplained;
            unexplained = folder.isKilled() && !isKilled(all);
            if (before && unexplained) {
                folder.say(
                        ControlCommand.Kind.KILL,
                        KILL_FILE,
                        "made by hand",
                        System.currentTimeMillis());
                unexplained = false;
            }
        }

        private static boolean isKilled(List<ControlCommand> all) {
            boolean killed = false;
            for (ControlCommand command : all) {
                killed =
                        switch (command.kind()) {
                            case KILL -> true;
                            case RESUME -> false;
                            case APPROVE, REVOKE, RECONCILE -> killed;
                        };
            }
            return killed;
        }
    }
}
