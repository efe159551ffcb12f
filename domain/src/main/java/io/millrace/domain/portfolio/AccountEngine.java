package io.millrace.domain.portfolio;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.portfolio.Holding.Opening;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.Readiness;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;

/**
 * The rules by which an account changes: risk, exits and order state in one place. It keeps no
 * state of its own and answers the same account and the same event the same way for ever.
 *
 * <p>Whoever drives it hands every account's events to it in order of time, asks the venue for what
 * a step requests, and calls {@link #onTime} at {@link #nextDeadline} or as soon after as it can.
 */
public final class AccountEngine {

    private final TradingDay day;
    private final Exits exits;
    private final LossGuard losses;
    private final Executions executions;
    private final Entries entries;
    private final Corrections corrections;

    public AccountEngine(AccountSettings settings, Market market) {
        this(settings, market.calendar(), Increments.of(market, settings));
    }

    private AccountEngine(
            AccountSettings settings, SessionCalendar calendar, Increments increments) {
        this.day = new TradingDay(calendar, settings.limits().rates());
        this.exits = new Exits(settings.exits(), calendar, increments);
        this.losses = new LossGuard(settings.limits().losses(), exits);
        this.executions = new Executions(settings.limits().market(), exits, losses);
        this.entries = new Entries(settings, calendar, increments, exits);
        this.corrections = new Corrections(exits, losses);
    }

    /**
     * Marks what is held at the bar's close and raises the exits that follow from it. A bar of any
     * other symbol costs one look into a map.
     */
    public AccountStep onBar(Account account, Bar bar) {
        Holding before = account.holdings().get(bar.symbol());
        if (before == null || bar.endMillis() <= before.bars().endMillis()) {
            return AccountStep.unchanged(account);
        }
        AccountChange change = new AccountChange(account);
        day.rollTo(change, bar.endMillis());
        Holding after = before.marked(bar);
        change.put(after);
        change.set(change.ledger().revalued(before.marketValue(), after.marketValue()));
        if (after.isOpen()) {
            losses.watch(change, bar.endMillis());
            Holding watched = change.holding(bar.symbol());
            if (watched != null && exits.hasTrailedOut(watched)) {
                exits.leave(change, watched, bar.endMillis(), Exits.TRAILING_STOP);
            }
        }
        return change.step(bar.endMillis());
    }

    /** Judges a decision of an account that nothing outside can keep from trading. */
    public AccountStep onDecision(Account account, Decision decision) {
        return onDecision(account, decision, Readiness.always());
    }

    /** Judges a decision and orders what is approved; a HOLD changes nothing. */
    public AccountStep onDecision(Account account, Decision decision, Readiness readiness) {
        return switch (decision.action()) {
            case HOLD -> AccountStep.unchanged(account);
            case BUY -> {
                AccountChange change = begin(account, decision.atMillis());
                entries.buy(change, decision, readiness);
                yield change.step(decision.atMillis());
            }
            case SELL -> {
                AccountChange change = begin(account, decision.atMillis());
                sell(change, decision);
                yield change.step(decision.atMillis());
            }
        };
    }

    /**
     * Books what the venue reports. A repeated report changes nothing; an impossible one changes
     * nothing and is handed back as a violation.
     */
    public AccountStep onExecution(Account account, ExecutionEvent event) {
        OrderRecord order = account.orders().get(event.clientOrderId());
        AccountChange change = begin(account, event.atMillis());
        if (order == null) {
            change.violated(null, event, "an order of this account");
        } else {
            executions.apply(change, order, event);
        }
        return change.step(event.atMillis());
    }

    /** Does what is due at the instant, however late it is. */
    public AccountStep onTime(Account account, long atMillis) {
        AccountChange change = begin(account, atMillis);
        exits.leaveWhatIsDue(change, atMillis);
        return change.step(atMillis);
    }

    /**
     * The earliest instant at which {@link #onTime} has something to do; empty before the first
     * event. It only changes when the account does.
     */
    public OptionalLong nextDeadline(Account account) {
        long next = account.marks().dayEndsMillis();
        if (next == Long.MIN_VALUE) {
            return OptionalLong.empty();
        }
        for (Holding holding : account.holdings().values()) {
            Opening opening = holding.opening();
            Long due = opening == null ? null : opening.dueMillis();
            if (due != null && holding.isOpen() && !account.works(holding.orders().exitId())) {
                next = Math.min(next, due);
            }
        }
        return OptionalLong.of(next);
    }

    /** Throws the kill switch by hand: no entries until {@link #resume}, exits as configured. */
    public AccountStep kill(Account account, long atMillis) {
        AccountChange change = begin(account, atMillis);
        losses.kill(change, atMillis);
        return change.step(atMillis);
    }

    /**
     * Lets a halted account trade again. The peak and the kill switch count from today's equity; a
     * daily loss goes on counting from this morning's.
     */
    public AccountStep resume(Account account, long atMillis) {
        AccountChange change = begin(account, atMillis);
        change.set(change.status().released());
        change.set(change.marks().resumedAt(change.equity()));
        return change.step(atMillis);
    }

    /** Takes over the total quantity that the venue has for an order. */
    public AccountStep requantified(
            Account account, String clientOrderId, BigDecimal quantity, long atMillis) {
        AccountChange change = begin(account, atMillis);
        OrderRecord record = change.order(clientOrderId);
        if (record != null) {
            change.put(record.resized(quantity));
        }
        return change.step(atMillis);
    }

    /** Whether a position is open that neither a stop loss nor an exit serves. */
    public boolean isBare(Account account, String symbol) {
        Holding holding = account.holdings().get(symbol);
        return holding != null
                && holding.isOpen()
                && !account.works(holding.orders().exitId())
                && !account.works(holding.orders().stopLossId());
    }

    /** Makes the protections of an open position work exactly its quantity, unless it is left. */
    public AccountStep protect(Account account, String symbol, long atMillis) {
        AccountChange change = begin(account, atMillis);
        Holding holding = change.holding(symbol);
        if (holding != null && holding.isOpen()) {
            exits.protectBare(change, holding, atMillis);
        }
        return change.step(atMillis);
    }

    /**
     * Makes the account hold what somebody who knows better says that it holds. What no longer is a
     * position loses its orders; what is one now is protected.
     */
    public AccountStep corrected(Account account, Correction correction) {
        AccountChange change = begin(account, correction.atMillis());
        corrections.apply(change, correction);
        return change.step(correction.atMillis());
    }

    /** Cash and every position at its last price. */
    public BigDecimal equity(Account account) {
        return account.equity();
    }

    private AccountChange begin(Account account, long atMillis) {
        AccountChange change = new AccountChange(account);
        day.rollTo(change, atMillis);
        return change;
    }

    private void sell(AccountChange change, Decision decision) {
        Holding holding = change.holding(decision.symbol());
        BigDecimal held =
                holding == null ? BigDecimal.ZERO : holding.quantity().max(BigDecimal.ZERO);
        boolean leaving = holding != null && change.works(holding.orders().exitId());
        boolean blocked = exits.areBlocked(change);
        boolean approved = held.signum() > 0 && !leaving && !blocked;
        change.decide(
                new RiskDecision(
                        change.accountId(),
                        change.strategy(),
                        decision.symbol(),
                        decision.atMillis(),
                        approved,
                        held,
                        approved ? held : BigDecimal.ZERO,
                        readings(held, leaving, blocked),
                        change.status().state()));
        if (approved && holding != null) {
            exits.leave(change, holding, decision.atMillis(), Exits.SIGNAL);
        }
    }

    private static List<RuleReading> readings(BigDecimal held, boolean leaving, boolean blocked) {
        return List.of(
                new RuleReading(
                        DenialCode.NOTHING_TO_SELL,
                        held.toPlainString(),
                        "> 0",
                        held.signum() == 0),
                new RuleReading(
                        DenialCode.EXIT_ALREADY_WORKING,
                        leaving ? "working" : "none",
                        "none",
                        leaving),
                new RuleReading(
                        DenialCode.EXITS_BLOCKED,
                        blocked ? "blocked" : "allowed",
                        "allowed",
                        blocked));
    }
}
