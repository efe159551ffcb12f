package io.millrace.domain.portfolio;

import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.risk.RiskDecision;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One account and its engine, with the venue played by hand. */
final class Desk {

    static final String SYMBOL = "AAPL";

    /** A Tuesday at New York; prices are quoted in minute bars. */
    static final long TEN = at("2024-03-05", "10:00");

    static final long MINUTE = 60_000;

    final AccountEngine engine;
    final List<IllegalOrderEvent> violations = new ArrayList<>();
    Account account;
    List<OrderRequest> requests = List.of();
    List<RiskDecision> decisions = List.of();

    private Desk(Map<String, Object> values, Market market) {
        Settings settings = new Settings(values);
        AccountSettings read = AccountSettings.from(settings);
        settings.finish();
        this.engine = new AccountEngine(read, market);
        this.account = Account.open(read);
    }

    static Desk standard() {
        return new Desk(Map.of(), Market.XNYS);
    }

    static Desk with(Map<String, Object> values) {
        return new Desk(values, Market.XNYS);
    }

    static Desk crypto(Map<String, Object> values) {
        return new Desk(values, Market.CRYPTO);
    }

    static long at(String date, String time) {
        return LocalDate.parse(date)
                .atTime(LocalTime.parse(time))
                .atZone(ZoneId.of("America/New_York"))
                .toInstant()
                .toEpochMilli();
    }

    /** The minute bar that ends at the instant, from the close to the close. */
    static Bar bar(String symbol, long endMillis, double close) {
        return bar(symbol, endMillis, close, close);
    }

    static Bar bar(String symbol, long endMillis, double high, double close) {
        return new Bar(symbol, endMillis - MINUTE, endMillis, close, high, close, close, 1e6);
    }

    static Decision decision(Action action, String symbol, long atMillis, double close) {
        return decision(action, bar(symbol, atMillis, close), 1, risk(symbol, atMillis));
    }

    static Decision decision(
            Action action, Bar bar, double confidence, @Nullable RiskContext risk) {
        return new Decision(
                "ensemble",
                bar,
                action,
                0.8,
                confidence,
                Regime.BULL,
                true,
                List.of(),
                List.of(
                        new GateReading(Gate.VOTES, 1.0, 0, true),
                        new GateReading(Gate.AVERAGE_VOLUME, 1e6, 5e5, true)),
                risk);
    }

    /** Returns that no two symbols share. */
    static RiskContext risk(String symbol, long atMillis) {
        int seed = symbol.hashCode();
        ReturnWindow window = ReturnWindow.empty();
        for (int i = 39; i >= 0; i--) {
            seed = seed * 1_103_515_245 + 12_345;
            window = window.with(atMillis - i * MINUTE, (seed >> 16) / 32_768.0 * 0.001);
        }
        return new RiskContext(0.01, window);
    }

    Desk took(AccountStep step) {
        account = step.account();
        requests = step.requests();
        decisions = step.decisions();
        violations.addAll(step.violations());
        return this;
    }

    Desk buys(long atMillis, double close) {
        return buys(SYMBOL, atMillis, close);
    }

    Desk buys(String symbol, long atMillis, double close) {
        return took(engine.onDecision(account, decision(Action.BUY, symbol, atMillis, close)));
    }

    Desk sells(long atMillis, double close) {
        return took(engine.onDecision(account, decision(Action.SELL, SYMBOL, atMillis, close)));
    }

    Desk sees(long endMillis, double close) {
        return took(engine.onBar(account, bar(SYMBOL, endMillis, close)));
    }

    Desk sees(long endMillis, double high, double close) {
        return took(engine.onBar(account, bar(SYMBOL, endMillis, high, close)));
    }

    Desk waits(long untilMillis) {
        return took(engine.onTime(account, untilMillis));
    }

    Desk hears(String id, OrderEvent event, long atMillis) {
        return took(engine.onExecution(account, new ExecutionEvent(id, event, atMillis, null, "")));
    }

    /** A fill without slippage or fee. */
    Desk fills(String id, String quantity, String price, long atMillis) {
        return fills(id, quantity, price, price, "0", atMillis);
    }

    Desk fills(
            String id,
            String quantity,
            String price,
            String expectedPrice,
            String fee,
            long atMillis) {
        OrderRecord record = order(id);
        Order order = record.order();
        BigDecimal filled = new BigDecimal(quantity);
        boolean last = record.filled().add(filled).compareTo(record.quantity()) >= 0;
        Fill fill =
                new Fill(
                        id,
                        order.symbol(),
                        order.side(),
                        filled,
                        new BigDecimal(price),
                        new BigDecimal(fee),
                        new BigDecimal(expectedPrice),
                        atMillis,
                        record.fills());
        return took(
                engine.onExecution(
                        account,
                        new ExecutionEvent(
                                id,
                                last ? OrderEvent.FINAL_FILL : OrderEvent.PARTIAL_FILL,
                                atMillis,
                                fill,
                                "")));
    }

    /** Long ten shares from 100, a minute after ten, the bracket at the venue. */
    Desk holdsTen() {
        return buys(TEN, 100).fills(entry(), "10", "100", TEN + MINUTE);
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
        return holding(SYMBOL);
    }

    Holding holding(String symbol) {
        return Objects.requireNonNull(account.holdings().get(symbol), "no " + symbol);
    }

    Holding.Opening opening() {
        return Objects.requireNonNull(holding().opening(), "nothing has filled");
    }

    OrderRecord order(String id) {
        return Objects.requireNonNull(account.orders().get(id), "no order " + id);
    }

    /** The orders that the last step sent. */
    List<Order> sent() {
        return requests.stream().flatMap(request -> request.orders().stream()).toList();
    }

    Order sent(Leg leg) {
        return sent().stream().filter(order -> order.leg() == leg).findFirst().orElseThrow();
    }

    List<String> cancelled() {
        return requests.stream()
                .filter(request -> request.kind() == OrderRequest.Kind.CANCEL)
                .map(OrderRequest::clientOrderId)
                .toList();
    }

    /** The code that refused or resized the last decision, or its absence. */
    String binding() {
        return decisions.get(0).binding().map(reading -> reading.rule().name()).orElse("NONE");
    }
}
