package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderLifecycle;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.AccountEngine;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.AccountStep;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.domain.portfolio.OrderRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A live account while one input is worked through, and what comes of that. */
final class LiveTurn {

    private final AccountEngine engine;
    private final LiveAccount before;
    private final long clock;
    private final long wall;
    private final Watches watches;
    private final List<Assessment> assessments = new ArrayList<>();
    private final List<BrokerRequest> requests = new ArrayList<>();
    private final List<OrderUpdate> orders = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private final List<AccountPosition> positions = new ArrayList<>();
    private final List<IllegalOrderEvent> violations = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private Account account;
    private Connection connection;
    private BarFeed feed;
    private Books books;
    private Operations operations;

    LiveTurn(AccountEngine engine, LiveAccount before, long atMillis, long wallMillis) {
        this.engine = engine;
        this.before = before;
        this.clock = Math.max(before.marketMillis(), atMillis);
        this.wall = Math.max(before.wallMillis(), wallMillis);
        this.account = before.account();
        this.watches = new Watches(before.watches());
        this.connection = before.connection();
        this.feed = before.feed();
        this.books = before.books();
        this.operations = before.operations();
    }

    /** Market time. */
    long clock() {
        return clock;
    }

    long wall() {
        return wall;
    }

    LiveAccount before() {
        return before;
    }

    Account account() {
        return account;
    }

    Connection connection() {
        return connection;
    }

    BarFeed feed() {
        return feed;
    }

    Books books() {
        return books;
    }

    Operations operations() {
        return operations;
    }

    Watches watches() {
        return watches;
    }

    void set(Connection changed) {
        connection = changed;
    }

    void set(BarFeed changed) {
        feed = changed;
    }

    void set(Books changed) {
        books = changed;
    }

    void set(Operations changed) {
        operations = changed;
    }

    @Nullable OrderRecord order(String id) {
        return account.orders().get(id);
    }

    void assessed(Assessment assessment) {
        assessments.add(assessment);
    }

    void violated(IllegalOrderEvent violation) {
        violations.add(violation);
    }

    void alert(Alert.Code code, String text) {
        alerts.add(new Alert(account.id(), code, text, clock));
    }

    void differs(
            ReconciliationCase code, String subject, String local, String broker, String action) {
        differences.add(new Difference(account.id(), code, subject, local, broker, action, clock));
    }

    void holds(AccountPosition position) {
        positions.add(position);
    }

    /** From now on nothing is entered until the broker's record has been compared. */
    void doubt(String why) {
        if (books.reconciled()) {
            alert(Alert.Code.NOT_RECONCILED, why);
        }
        books = books.doubted();
    }

    /** What the account's own rules have answered. */
    void took(AccountStep step) {
        account = step.account();
        violations.addAll(step.violations());
        step.requests().forEach(this::send);
    }

    void send(OrderRequest request) {
        if (request.kind() == OrderRequest.Kind.SUBMIT) {
            watches.submitted(request.orders(), wall);
            for (Order order : request.orders()) {
                report(
                        order,
                        OrderStatus.SUBMITTED,
                        new ExecutionEvent(
                                order.clientOrderId(),
                                OrderEvent.SUBMIT,
                                request.atMillis(),
                                null,
                                ""));
            }
        } else if (request.kind() == OrderRequest.Kind.LOOKUP) {
            watches.lookedUp(request.clientOrderId(), wall);
        } else {
            watches.heard(request.clientOrderId(), wall);
        }
        OrderRecord record = order(request.clientOrderId());
        if (record != null) {
            requests.add(new BrokerRequest(request, watches.addressOf(record.order()), false));
        }
    }

    /** A request for an order that is none of ours. */
    void send(BrokerRequest request) {
        requests.add(request);
    }

    /** Asks the broker for the order, unless it is being asked already: questions would pile up. */
    void lookUp(String id, String reason) {
        if (!watches.of(id).isAsking(wall)) {
            send(OrderRequest.lookup(id, clock, reason));
        }
    }

    /** Something has happened to an order of the account. */
    void happened(OrderRecord record, ExecutionEvent event) {
        boolean ended = record.status().isTerminal();
        if (!ended || event.fill() != null) {
            OrderStatus status =
                    OrderLifecycle.after(record.status(), event.event()).orElse(record.status());
            report(
                    record.order(),
                    status == OrderStatus.APPROVED ? OrderStatus.CANCELED : status,
                    event);
        }
        took(engine.onExecution(account, event));
        Fill fill = event.fill();
        if (fill != null) {
            fills.add(fill);
            positions.add(account.positionAfter(fill));
            books = books.filled(wall);
        }
    }

    /** As above, for what is no fill. */
    void happened(String id, OrderEvent event, long atMillis, String note) {
        OrderRecord record = order(id);
        if (record != null) {
            happened(record, new ExecutionEvent(id, event, atMillis, null, note));
        }
    }

    private void report(Order order, OrderStatus status, ExecutionEvent event) {
        orders.add(new OrderUpdate(account.id(), order, status, event));
    }

    /** Every part is kept as the very same object while it does not change. */
    @SuppressWarnings("ReferenceEquality")
    private boolean unchanged(LiveAccount after) {
        return after.account() == before.account()
                && after.marketMillis() == before.marketMillis()
                && after.wallMillis() == before.wallMillis()
                && after.watches() == before.watches()
                && after.connection() == before.connection()
                && after.feed() == before.feed()
                && after.books() == before.books()
                && after.operations() == before.operations()
                && after.worth() == before.worth();
    }

    /** A fill at the last price changes the cash and leaves the worth as it was. */
    private boolean hasPaid() {
        return account.ledger().cash().compareTo(before.account().ledger().cash()) != 0;
    }

    LiveStep step() {
        watches.keepOnly(account.orders().keySet());
        BigDecimal worth = account.equity();
        BigDecimal told = before.worth();
        List<EquityPoint> equity =
                told == null || told.compareTo(worth) != 0 || hasPaid()
                        ? List.of(account.equityAt(clock))
                        : List.of();
        LiveAccount after =
                new LiveAccount(
                        account,
                        clock,
                        wall,
                        watches.all(),
                        connection,
                        feed,
                        books,
                        operations,
                        equity.isEmpty() ? told : worth);
        return new LiveStep(
                unchanged(after) ? before : after,
                assessments,
                requests,
                orders,
                fills,
                positions,
                equity,
                violations,
                differences,
                alerts);
    }
}
