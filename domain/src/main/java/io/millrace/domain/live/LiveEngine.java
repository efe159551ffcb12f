package io.millrace.domain.live;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Market;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.AccountSettings;

/**
 * The rules by which an account at a broker changes. It keeps no state of its own and answers the
 * same account and the same input the same way for ever.
 */
public final class LiveEngine {

    private final AccountSettings settings;

    public LiveEngine(AccountSettings settings, Market market, LiveSettings live) {
        this.settings = settings;
    }

    /** The account before its first input: not reconciled, so it enters nothing yet. */
    public LiveAccount opening() {
        return new LiveAccount(Account.open(settings), 0, 0);
    }

    /** What follows from the input. */
    public LiveStep take(LiveAccount before, AccountInput input) {
        return LiveStep.unchanged(before);
    }

    /**
     * The account as it wakes after a crash: the broker is asked for every order that may be under
     * way, and nothing is entered before the next clean reconciliation.
     */
    public LiveStep restored(LiveAccount before) {
        return LiveStep.unchanged(before);
    }

    /** Whether the decision could change the account at all; others need not be written down. */
    public boolean concerns(LiveAccount account, Decision decision) {
        return decision.action() != Action.HOLD
                || account.account().holdings().containsKey(decision.symbol());
    }
}
