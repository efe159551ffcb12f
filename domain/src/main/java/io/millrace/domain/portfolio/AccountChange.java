package io.millrace.domain.portfolio;

import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.risk.RiskDecision;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account while one event is happening to it, and what comes of that. */
final class AccountChange {

    private final Account before;
    private final List<RiskDecision> decisions = new ArrayList<>(1);
    private final List<OrderRequest> requests = new ArrayList<>();
    private final List<IllegalOrderEvent> violations = new ArrayList<>(0);
    private @Nullable EntryEvidence evidence;
    private Ledger ledger;
    private EquityMarks marks;
    private TradingStatus status;
    private OrderActivity activity;
    private @Nullable Map<String, Holding> changedHoldings;
    private @Nullable Map<String, OrderRecord> changedOrders;

    AccountChange(Account before) {
        this.before = before;
        this.ledger = before.ledger();
        this.marks = before.marks();
        this.status = before.status();
        this.activity = before.activity();
    }

    String accountId() {
        return before.id();
    }

    String strategy() {
        return before.strategy();
    }

    Ledger ledger() {
        return ledger;
    }

    BigDecimal equity() {
        return ledger.equity();
    }

    EquityMarks marks() {
        return marks;
    }

    TradingStatus status() {
        return status;
    }

    OrderActivity activity() {
        return activity;
    }

    void set(Ledger changed) {
        ledger = changed;
    }

    void set(EquityMarks changed) {
        marks = changed;
    }

    void set(TradingStatus changed) {
        status = changed;
    }

    void set(OrderActivity changed) {
        activity = changed;
    }

    @Nullable Holding holding(String symbol) {
        return holdings().get(symbol);
    }

    /** The symbols of all holdings in their order, whatever order the map has. */
    List<String> symbols() {
        String[] symbols = holdings().keySet().toArray(new String[0]);
        Arrays.sort(symbols);
        return List.of(symbols);
    }

    void put(Holding holding) {
        ownHoldings().put(holding.symbol(), holding);
    }

    void drop(Holding holding) {
        ownHoldings().remove(holding.symbol());
    }

    @Nullable OrderRecord order(@Nullable String id) {
        return id == null ? null : orders().get(id);
    }

    Iterable<OrderRecord> allOrders() {
        return orders().values();
    }

    void put(OrderRecord record) {
        ownOrders().put(record.order().clientOrderId(), record);
    }

    boolean works(@Nullable String id) {
        OrderRecord record = order(id);
        return record != null && record.isWorking();
    }

    /** Whether it works and nobody has asked to cancel it. */
    boolean stands(@Nullable String id) {
        OrderRecord record = order(id);
        return record != null && record.isWorking() && !record.cancelling();
    }

    void decide(RiskDecision decision) {
        decisions.add(decision);
    }

    void assessed(EntryEvidence seen) {
        evidence = seen;
    }

    void submit(List<Order> orders) {
        requests.add(OrderRequest.submit(orders));
    }

    void resize(OrderRecord record, BigDecimal total, long atMillis, String reason) {
        put(record.resized(total));
        requests.add(OrderRequest.resize(record.order().clientOrderId(), total, atMillis, reason));
    }

    void cancel(String id, long atMillis, String reason) {
        markWithdrawn(id);
        requests.add(OrderRequest.cancel(id, atMillis, reason));
    }

    /** Notes that the order ends with another one whose cancellation was asked for. */
    void markWithdrawn(@Nullable String id) {
        OrderRecord record = order(id);
        if (record != null && record.isWorking()) {
            put(record.withdrawn());
        }
    }

    void violated(@Nullable OrderRecord record, ExecutionEvent event, String expectation) {
        violations.add(
                new IllegalOrderEvent(
                        before.id(),
                        record == null ? "" : record.order().symbol(),
                        record == null ? null : record.status(),
                        event,
                        expectation));
    }

    AccountStep step(long atMillis) {
        if (changedOrders != null) {
            changedOrders
                    .values()
                    .removeIf(
                            record ->
                                    !record.isWorking()
                                            && record.changedMillis() + Account.MEMORY_MILLIS
                                                    <= atMillis);
        }
        return new AccountStep(
                account(),
                decisions.isEmpty() ? List.of() : decisions,
                evidence,
                requests.isEmpty() ? List.of() : requests,
                violations.isEmpty() ? List.of() : violations);
    }

    @SuppressWarnings("ReferenceEquality") // untouched is the question, and it is cheap
    private Account account() {
        boolean same =
                ledger == before.ledger()
                        && marks == before.marks()
                        && status == before.status()
                        && activity == before.activity()
                        && changedHoldings == null
                        && changedOrders == null;
        return same
                ? before
                : new Account(
                        before.id(),
                        before.strategy(),
                        ledger,
                        marks,
                        status,
                        activity,
                        holdings(),
                        orders());
    }

    private Map<String, Holding> holdings() {
        return changedHoldings == null ? before.holdings() : changedHoldings;
    }

    private Map<String, OrderRecord> orders() {
        return changedOrders == null ? before.orders() : changedOrders;
    }

    private Map<String, Holding> ownHoldings() {
        if (changedHoldings == null) {
            changedHoldings = new HashMap<>(before.holdings());
        }
        return changedHoldings;
    }

    private Map<String, OrderRecord> ownOrders() {
        if (changedOrders == null) {
            changedOrders = new HashMap<>(before.orders());
        }
        return changedOrders;
    }
}
