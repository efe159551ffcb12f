package io.millrace.domain.venue;

import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.broker.ExecutionGate;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderLifecycle;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.AccountEngine;
import io.millrace.domain.portfolio.AccountSettings;
import io.millrace.domain.portfolio.AccountStep;
import io.millrace.domain.portfolio.OrderRecord;
import io.millrace.domain.risk.RiskDecision;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account trading at the simulated venue, an instant of event time after the other.
 *
 * <p>At each instant the bars that end there come first, so that orders fill and positions are
 * marked before anything is decided; then the exits that are due; then the decisions. What is
 * decided at an instant can fill on later bars only.
 */
public final class SimulatedTrading {

    private static final String NOT_APPROVED = "revoked (expected: approved)";

    private final AccountEngine engine;
    private final SimulatedVenue venue;
    private final AccountSettings settings;
    private final boolean approved;

    /**
     * Trading under these settings.
     *
     * @param approved whether orders may go to the venue; otherwise each is blocked by its gate
     */
    public SimulatedTrading(
            AccountSettings settings,
            AccountEngine engine,
            SimulatedVenue venue,
            boolean approved) {
        this.approved = approved;
        this.settings = settings;
        this.engine = engine;
        this.venue = venue;
    }

    /** A fresh account and an empty venue. */
    public SimulatedAccount opening() {
        return new SimulatedAccount(Account.open(settings), VenueBook.empty(), null);
    }

    /**
     * Everything that happens at one instant.
     *
     * @param decisions the decisions of the instant, ordered by symbol, each with its bar; may be
     *     empty when only an exit is due
     */
    public SimulatedAccount at(
            SimulatedAccount before,
            long atMillis,
            List<Decision> decisions,
            TradingListener listener) {
        Turn turn = new Turn(before, listener);
        for (Decision decision : decisions) {
            turn.venueTakes(venue.onBar(turn.book, decision.bar()));
            turn.accountTakes(engine.onBar(turn.account, decision.bar()));
        }
        turn.accountTakes(engine.onTime(turn.account, atMillis));
        for (Decision decision : decisions) {
            turn.judge(decision);
        }
        return turn.valuedAt(atMillis);
    }

    /** The state while one instant is worked through. */
    private final class Turn {

        private final TradingListener listener;
        private final @Nullable BigDecimal reportedEquity;
        private final Account accountBefore;
        private final Deque<OrderRequest> asked = new ArrayDeque<>();
        private Account account;
        private VenueBook book;

        private Turn(SimulatedAccount before, TradingListener listener) {
            this.listener = listener;
            this.reportedEquity = before.equity();
            this.accountBefore = before.account();
            this.account = before.account();
            this.book = before.book();
        }

        private void judge(Decision decision) {
            if (decision.action() == Action.HOLD) {
                listener.judged(decision, null);
                return;
            }
            AccountStep step = engine.onDecision(account, decision);
            for (RiskDecision risk : step.decisions()) {
                listener.judged(decision, risk);
            }
            accountTakes(step);
        }

        private void accountTakes(AccountStep step) {
            note(step);
            ask();
        }

        private void venueTakes(VenueStep step) {
            tell(step);
            ask();
        }

        /** The account asks once it has heard everything that it was told. */
        private void ask() {
            for (OrderRequest next = asked.poll(); next != null; next = asked.poll()) {
                boolean blocked = !approved && next.kind() == OrderRequest.Kind.SUBMIT;
                tell(blocked ? block(next) : venue.apply(book, next));
            }
        }

        private VenueStep block(OrderRequest request) {
            List<ExecutionEvent> refusals = new ArrayList<>();
            for (Order order : request.orders()) {
                listener.blocked(
                        new BlockedOrder(
                                account.id(),
                                account.strategy(),
                                order,
                                ExecutionGate.APPROVAL,
                                NOT_APPROVED,
                                request.atMillis()));
                refusals.add(
                        new ExecutionEvent(
                                order.clientOrderId(),
                                OrderEvent.BROKER_REJECTED,
                                request.atMillis(),
                                null,
                                "gate " + ExecutionGate.APPROVAL + ": " + NOT_APPROVED));
            }
            return new VenueStep(book, refusals);
        }

        private void note(AccountStep step) {
            account = step.account();
            step.violations().forEach(listener::violated);
            asked.addAll(step.requests());
        }

        private void tell(VenueStep step) {
            book = step.book();
            for (ExecutionEvent event : step.events()) {
                OrderRecord known = account.orders().get(event.clientOrderId());
                if (known != null) {
                    report(known, event);
                }
                note(engine.onExecution(account, event));
                if (event.fill() != null) {
                    listener.filled(event.fill());
                    listener.positioned(account.positionAfter(event.fill()));
                }
            }
        }

        private void report(OrderRecord known, ExecutionEvent event) {
            OrderStatus status =
                    OrderLifecycle.after(known.status(), event.event()).orElse(known.status());
            listener.moved(new OrderUpdate(account.id(), known.order(), status, event));
        }

        /** A fill at the last price changes the cash and leaves the worth as it was. */
        private boolean hasPaid() {
            BigDecimal before = accountBefore.ledger().cash();
            return account.ledger().cash().compareTo(before) != 0;
        }

        @SuppressWarnings("ReferenceEquality") // the engine gives the same object for no change
        private SimulatedAccount valuedAt(long atMillis) {
            if (account == accountBefore && reportedEquity != null) {
                return new SimulatedAccount(account, book, reportedEquity);
            }
            BigDecimal equity = engine.equity(account);
            if (reportedEquity == null || equity.compareTo(reportedEquity) != 0 || hasPaid()) {
                listener.valued(account.equityAt(atMillis));
            }
            return new SimulatedAccount(account, book, equity);
        }
    }
}
