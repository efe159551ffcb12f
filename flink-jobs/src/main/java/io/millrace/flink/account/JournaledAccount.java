package io.millrace.flink.account;

import io.millrace.connectors.journal.AccountJournal;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.LiveAccount;
import io.millrace.domain.live.LiveEngine;
import io.millrace.domain.live.LiveStep;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.portfolio.OrderRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at living an account: everything that it takes is written down before anything
 * follows from it, and everything that an earlier attempt wrote down is taken again first.
 *
 * <p>Time that passes without consequence is written down only when something comes of it later.
 */
final class JournaledAccount implements AutoCloseable {

    private final AccountJournal journal;
    private final JournalForm form;
    private final LiveEngine engine;
    private final Follower follower;
    private AccountAt now;

    /**
     * The account a moment later, when only time has passed since; otherwise that of {@code now}.
     */
    private LiveAccount later;

    /** Hears what follows from what the account takes. */
    interface Follower {

        /**
         * Everything but the requests.
         *
         * @param again whether it followed before a crash already
         */
        void follows(AccountInput input, LiveStep step, boolean again) throws Exception;

        /** A request that has to reach the broker. */
        void asks(String lane, BrokerRequest request);
    }

    private JournaledAccount(
            AccountJournal journal,
            JournalForm form,
            LiveEngine engine,
            Follower follower,
            AccountAt now) {
        this.journal = journal;
        this.form = form;
        this.engine = engine;
        this.follower = follower;
        this.now = now;
        this.later = now.account();
    }

    /**
     * The account as the last attempt left it.
     *
     * @param opening the account that never was
     * @param known what a checkpoint knows of it; absent when there is none
     */
    static JournaledAccount wake(
            AccountJournal journal,
            JournalForm form,
            LiveEngine engine,
            @Nullable AccountAt known,
            LiveAccount opening,
            Follower follower)
            throws Exception {
        AccountAt start = known == null ? AccountAt.start(opening) : known;
        JournaledAccount account = new JournaledAccount(journal, form, engine, follower, start);
        if (known != null || journal.end().sequence() > 0) {
            account.catchUp();
        }
        return account;
    }

    AccountAt now() {
        return now;
    }

    /** The account with all the time that has passed. */
    LiveAccount account() {
        return later;
    }

    /** Takes an input; what follows, follows before this returns. */
    LiveStep take(AccountInput input) throws Exception {
        LiveStep step = engine.take(later, input);
        if (input.kind() == AccountInput.Kind.TICK && onlyTimePassed(step)) {
            later = step.account();
            return step;
        }
        writeDownThatTimePassed();
        journal.append(form.heard(input));
        if (!step.requests().isEmpty()) {
            journal.sync();
        }
        became(step, input);
        // the broker first: whoever keeps records can wait
        for (BrokerRequest request : step.requests()) {
            follower.asks(lane(request), request);
        }
        follower.follows(input, step, false);
        journal.makeRoom();
        return step;
    }

    /** Returns once everything that was taken would survive the machine. */
    void sync() throws IOException {
        journal.sync();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    private void catchUp() throws Exception {
        List<Asked> unanswered = new ArrayList<>();
        journal.replay(
                now.journal(),
                (position, payload) -> {
                    AccountInput input = form.read(payload);
                    LiveStep step = input == null ? wakeStep() : engine.take(later, input);
                    AccountInput heard = input == null ? thatTimePassed() : input;
                    now =
                            new AccountAt(
                                    step.account(), position, instant(now.instantMillis(), heard));
                    later = step.account();
                    follower.follows(heard, step, true);
                    note(unanswered, heard.answer(), step);
                });
        journal.append(form.woke());
        journal.sync();
        LiveStep woken = wakeStep();
        AccountInput wake = thatTimePassed();
        became(woken, wake);
        follower.follows(wake, woken, false);
        for (Asked asked : unanswered) {
            follower.asks(asked.lane(), asked.request());
        }
        for (BrokerRequest request : woken.requests()) {
            follower.asks(lane(request), request);
        }
    }

    /** A request that may or may not have reached the broker. */
    private record Asked(String lane, BrokerRequest request) {}

    /** Whoever wakes looks up everything under way, so that look-ups need not be repeated. */
    private void note(List<Asked> unanswered, @Nullable BrokerAnswer answer, LiveStep step) {
        if (answer != null) {
            forget(unanswered, answer);
        }
        for (BrokerRequest request : step.requests()) {
            if (request.request().kind() != OrderRequest.Kind.LOOKUP) {
                unanswered.add(
                        new Asked(
                                lane(request),
                                new BrokerRequest(request.request(), request.address(), true)));
            }
        }
    }

    private static void forget(List<Asked> unanswered, BrokerAnswer answer) {
        for (Iterator<Asked> all = unanswered.iterator(); all.hasNext(); ) {
            OrderRequest asked = all.next().request().request();
            if (asked.clientOrderId().equals(answer.clientOrderId())
                    && asked.kind() == answer.kind()) {
                all.remove();
                return;
            }
        }
    }

    private LiveStep wakeStep() {
        return engine.restored(later);
    }

    private AccountInput thatTimePassed() {
        return AccountInput.signal(
                AccountInput.Kind.TICK, later.marketMillis(), later.wallMillis());
    }

    @SuppressWarnings("ReferenceEquality") // nothing has passed while it is the very same
    private void writeDownThatTimePassed() throws IOException {
        if (later != now.account()) {
            journal.append(form.heard(thatTimePassed()));
        }
    }

    private void became(LiveStep step, AccountInput input) {
        now = new AccountAt(step.account(), journal.end(), instant(now.instantMillis(), input));
        later = step.account();
    }

    private static long instant(long before, AccountInput input) {
        return input.kind() == AccountInput.Kind.INSTANT
                ? Math.max(before, input.atMillis())
                : before;
    }

    private boolean onlyTimePassed(LiveStep step) {
        LiveAccount after = step.account();
        LiveStep nothing = LiveStep.unchanged(after);
        LiveAccount earlier =
                new LiveAccount(
                        after.account(),
                        later.marketMillis(),
                        later.wallMillis(),
                        after.watches(),
                        after.connection(),
                        after.feed(),
                        after.books(),
                        after.operations(),
                        after.worth());
        return step.equals(nothing) && earlier.equals(later);
    }

    /** The symbol, so that what is asked of one symbol stays in order. */
    private String lane(BrokerRequest request) {
        OrderRequest asked = request.request();
        if (!asked.orders().isEmpty()) {
            return asked.orders().get(0).symbol();
        }
        OrderRecord record = later.account().orders().get(asked.clientOrderId());
        return record == null ? asked.clientOrderId() : record.order().symbol();
    }
}
