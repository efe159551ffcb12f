package io.millrace.domain.live;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Market;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.AccountEngine;
import io.millrace.domain.portfolio.AccountSettings;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The rules by which an account at a broker changes. It keeps no state of its own and answers the
 * same account and the same input the same way for ever.
 */
public final class LiveEngine {

    private final AccountSettings settings;
    private final LiveSettings live;
    private final AccountEngine engine;
    private final Judging judging;
    private final Reports reports;
    private final Answers answers;
    private final Reconciler reconciler;
    private final Commands commands;
    private final Watchdog watchdog;

    public LiveEngine(AccountSettings settings, Market market, LiveSettings live) {
        this.settings = settings;
        this.live = live;
        this.engine = new AccountEngine(settings, market);
        this.judging = new Judging(engine, live);
        this.reports = new Reports();
        this.answers = new Answers(live);
        this.reconciler = new Reconciler(engine, live);
        this.commands = new Commands(engine);
        this.watchdog = new Watchdog(engine, live, market.calendar());
    }

    /** The account before anything has told it the time. */
    public LiveAccount opening() {
        return opening(0);
    }

    /**
     * The account before its first input: not reconciled, so it enters nothing yet.
     *
     * @param atMillis market time
     */
    public LiveAccount opening(long atMillis) {
        return LiveAccount.opening(Account.open(settings), atMillis);
    }

    /** What follows from the input. */
    public LiveStep take(LiveAccount before, AccountInput input) {
        LiveTurn turn = new LiveTurn(engine, before, input.atMillis(), input.wallMillis());
        switch (input.kind()) {
            case INSTANT -> judging.take(turn, input.atMillis(), input.decisions());
            case REPORT -> reports.take(turn, Objects.requireNonNull(input.report()));
            case ANSWER -> answers.take(turn, Objects.requireNonNull(input.answer()));
            case SNAPSHOT -> reconciler.take(turn, Objects.requireNonNull(input.snapshot()));
            case BROKER_AWAY -> {
                turn.set(turn.connection().failed(turn.wall(), live).away(turn.wall()));
                turn.doubt("the broker could not be reached");
            }
            case REPORTS_CUT -> turn.doubt("reports may be missing");
            case COMMAND -> commands.take(turn, Objects.requireNonNull(input.command()));
            case TICK -> {}
        }
        if (turn.clock() > 0) {
            leaveWhatIsDue(turn);
            watchdog.look(turn);
        }
        return turn.step();
    }

    /**
     * The account as it wakes after a crash: the broker is asked for every order that may be under
     * way, and nothing is entered before the next clean reconciliation.
     */
    public LiveStep restored(LiveAccount before) {
        LiveTurn turn = new LiveTurn(engine, before, before.marketMillis(), before.wallMillis());
        turn.doubt("the account was restored");
        watchdog.lookUpEverythingUnderWay(turn);
        return turn.step();
    }

    /**
     * Whether the decision could change the account at all; others need not be written down. Now
     * and then one does just by showing that the bars go on.
     */
    public boolean concerns(LiveAccount account, Decision decision) {
        return decision.action() != Action.HOLD
                || account.account().holdings().containsKey(decision.symbol())
                || decision.atMillis() - live.silenceMillis() / 2 >= account.feed().lastMillis();
    }

    private void leaveWhatIsDue(LiveTurn turn) {
        OptionalLong deadline = engine.nextDeadline(turn.account());
        if (deadline.isPresent() && deadline.getAsLong() <= turn.clock()) {
            turn.took(engine.onTime(turn.account(), turn.clock()));
        }
    }
}
