package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerFill;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.broker.ExecutionGate;
import io.millrace.domain.config.Settings;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountSettings;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Holding;
import io.millrace.domain.portfolio.OrderRecord;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One live account with the broker, the bars, the operator and both clocks played by hand. */
final class LiveDesk {

    static final String SYMBOL = "AAPL";

    /** A Tuesday at New York, ten in the morning. */
    static final long TEN =
            LocalDateTime.parse("2024-03-05T10:00")
                    .atZone(ZoneId.of("America/New_York"))
                    .toInstant()
                    .toEpochMilli();

    static final long MINUTE = 60_000;
    static final LiveSettings SETTINGS = new LiveSettings(120_000, 3, 60_000, 2_000, 10_000);

    final LiveEngine engine;
    final List<OrderUpdate> updates = new ArrayList<>();
    final List<BrokerRequest> everRequested = new ArrayList<>();
    final List<Difference> everDiffered = new ArrayList<>();
    final List<EquityPoint> curve = new ArrayList<>();
    LiveAccount live;
    LiveStep step;
    long market = TEN;
    long wall = 1_000_000;
    int fills;
    private long commands;

    LiveDesk() {
        this(Map.of());
    }

    LiveDesk(Map<String, Object> values) {
        Settings settings = new Settings(values);
        AccountSettings read = AccountSettings.from(settings);
        settings.finish();
        this.engine = new LiveEngine(read, Market.XNYS, SETTINGS);
        this.live = engine.opening();
        this.step = LiveStep.unchanged(live);
    }

    /** Reconciled with an empty broker at ten. */
    static LiveDesk open() {
        return new LiveDesk().snapshot("100000", List.of(), List.of());
    }

    /** An entry of ten shares is on its way. */
    static LiveDesk entering() {
        return open().buys(100);
    }

    /** Long ten shares from 100, protected, and the broker has confirmed it. */
    static LiveDesk holdsTen() {
        LiveDesk desk = entering();
        desk.accepted();
        desk.fills(desk.entry(), "10", "100", "10");
        desk.reports(desk.takeProfit(), OrderEvent.BROKER_ACCEPTED);
        return desk.confirms();
    }

    LiveDesk takes(AccountInput input) {
        LiveStep next = engine.take(live, input);
        return took(next);
    }

    LiveDesk took(LiveStep next) {
        step = next;
        live = next.account();
        updates.addAll(next.orders());
        everRequested.addAll(next.requests());
        everDiffered.addAll(next.differences());
        curve.addAll(next.equity());
        fills += next.fills().size();
        return this;
    }

    LiveDesk wakes() {
        return took(engine.restored(live));
    }

    LiveDesk buys(double close) {
        return decides(Action.BUY, SYMBOL, market, close);
    }

    LiveDesk decides(Action action, String symbol, long atMillis, double close) {
        market = Math.max(market, atMillis);
        return takes(
                AccountInput.instant(atMillis, List.of(decision(action, symbol, atMillis, close))));
    }

    static Decision decision(Action action, String symbol, long atMillis, double close) {
        return new Decision(
                "ensemble",
                new Bar(symbol, atMillis - MINUTE, atMillis, close, close, close, close, 1e6),
                action,
                0.8,
                1,
                Regime.BULL,
                true,
                List.of(),
                List.of(new GateReading(Gate.AVERAGE_VOLUME, 1e6, 5e5, true)),
                risk(atMillis));
    }

    private static RiskContext risk(long atMillis) {
        ReturnWindow window = ReturnWindow.empty();
        for (int i = 39; i >= 0; i--) {
            window = window.with(atMillis - i * MINUTE, i % 2 == 0 ? 0.0005 : -0.0005);
        }
        return new RiskContext(0.01, window);
    }

    /** Both clocks go on. */
    LiveDesk waits(long millis) {
        market += millis;
        wall += millis;
        return takes(AccountInput.signal(AccountInput.Kind.TICK, market, wall));
    }

    LiveDesk signal(AccountInput.Kind kind) {
        return takes(AccountInput.signal(kind, market, wall));
    }

    LiveDesk commands(ControlCommand.Kind kind) {
        return commands(kind, ++commands);
    }

    LiveDesk commands(ControlCommand.Kind kind, long sequence) {
        return takes(
                AccountInput.command(
                        new ControlCommand(sequence, kind, "backtest", "ann", "test", wall),
                        market,
                        wall));
    }

    LiveDesk answers(String id, OrderRequest.Kind kind, Outcome outcome, BrokerOrder... orders) {
        return takes(
                AccountInput.answered(
                        new BrokerAnswer(
                                id,
                                kind,
                                outcome,
                                List.of(orders),
                                outcome == Outcome.BLOCKED ? ExecutionGate.APPROVAL : null,
                                "",
                                market),
                        wall));
    }

    /** The broker takes the bracket: the entry works, its legs wait. */
    LiveDesk accepted() {
        return answers(
                entry(),
                OrderRequest.Kind.SUBMIT,
                Outcome.TAKEN,
                at(entry(), OrderStatus.ACCEPTED),
                at(takeProfit(), OrderStatus.HELD),
                at(stopLoss(), OrderStatus.HELD));
    }

    LiveDesk reports(String id, OrderEvent event) {
        return reports(at(id, OrderStatus.ACCEPTED), event, null);
    }

    LiveDesk reports(BrokerOrder order, OrderEvent event, @Nullable BrokerFill fill) {
        return takes(AccountInput.reported(new BrokerReport(order, event, fill, market, ""), wall));
    }

    LiveDesk fills(String id, String quantity, String price, String cumulative) {
        OrderRecord record = order(id);
        boolean last = record.order().quantity().compareTo(new BigDecimal(cumulative)) <= 0;
        BrokerOrder now =
                at(id, last ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED, cumulative);
        return reports(
                now,
                last ? OrderEvent.FINAL_FILL : OrderEvent.PARTIAL_FILL,
                new BrokerFill(
                        "x" + cumulative,
                        new BigDecimal(quantity),
                        new BigDecimal(price),
                        new BigDecimal(cumulative)));
    }

    LiveDesk snapshot(String cash, List<BrokerPosition> positions, List<BrokerOrder> orders) {
        return takes(
                AccountInput.snapshot(
                        new BrokerSnapshot(market, new BigDecimal(cash), positions, orders), wall));
    }

    /** The broker has exactly what the account believes. */
    LiveDesk confirms() {
        return takes(AccountInput.snapshot(mirror(), wall));
    }

    /** What the broker would have if the account were right. */
    BrokerSnapshot mirror() {
        List<BrokerPosition> positions =
                live.account().positions().stream()
                        .map(p -> new BrokerPosition(p.symbol(), p.quantity(), p.averagePrice()))
                        .toList();
        List<BrokerOrder> orders =
                live.account().orders().values().stream()
                        .map(
                                record ->
                                        at(
                                                record.order().clientOrderId(),
                                                record.status(),
                                                record.filled().toPlainString()))
                        .toList();
        return new BrokerSnapshot(market, live.account().ledger().cash(), positions, orders);
    }

    BrokerOrder at(String id, OrderStatus status) {
        return at(id, status, order(id).filled().toPlainString());
    }

    /** The order as a broker shows it: legs under a name of the broker's own. */
    BrokerOrder at(String id, OrderStatus status, String filled) {
        OrderRecord record = order(id);
        OrderWatch watch = watch(id);
        BigDecimal quantity =
                status == OrderStatus.HELD ? record.order().quantity() : record.quantity();
        return new BrokerOrder(
                "b-" + id,
                watch.carrierId() == null ? id : "leg-" + id,
                watch.carrierId(),
                record.order().symbol(),
                record.order().side(),
                record.order().type(),
                status,
                quantity,
                new BigDecimal(filled),
                filled.equals("0") ? null : new BigDecimal("100"),
                record.order().limitPrice(),
                record.order().stopPrice(),
                record.order().submittedAtMillis(),
                market);
    }

    String entry() {
        return holding().orders().entryId();
    }

    String takeProfit() {
        return holding().orders().takeProfitId();
    }

    String stopLoss() {
        return holding().orders().stopLossId();
    }

    String exit() {
        return Objects.requireNonNull(holding().orders().exitId());
    }

    Holding holding() {
        return Objects.requireNonNull(live.account().holdings().get(SYMBOL), "no " + SYMBOL);
    }

    OrderRecord order(String id) {
        return Objects.requireNonNull(live.account().orders().get(id), "no order " + id);
    }

    OrderWatch watch(String id) {
        return Objects.requireNonNull(live.watches().get(id), "no watch over " + id);
    }

    @Nullable OrderStatus status(String id) {
        return live.account().statusOf(id);
    }

    /** The requests of the last step, such as {@code LOOKUP ENTRY}. */
    List<String> asked() {
        return step.requests().stream()
                .map(BrokerRequest::request)
                .map(request -> request.kind() + " " + legOf(request))
                .toList();
    }

    private String legOf(OrderRequest request) {
        OrderRecord record = live.account().orders().get(request.clientOrderId());
        return record == null ? request.clientOrderId() : record.order().leg().name();
    }

    List<Alert.Code> alerts() {
        return step.alerts().stream().map(Alert::code).toList();
    }

    List<ReconciliationCase> differences() {
        return step.differences().stream().map(Difference::code).toList();
    }

    /** What refused the last BUY, or NONE. */
    String binding() {
        return step.assessments()
                .get(0)
                .verdict()
                .binding()
                .map(reading -> reading.rule().name())
                .orElse("NONE");
    }
}
